-- What queries and waiting captures need of the ledger.

-- Who captured an event: the key of the party that the account acts for, or `account:<name>`.
ALTER TABLE event ADD COLUMN captured_by text COLLATE "C" NOT NULL DEFAULT '';

-- One index for each column that a query may rest on; with the id, so that a page is read in order of time.
CREATE INDEX event_by_biz_step ON event (biz_step, id);
CREATE INDEX event_by_disposition ON event (disposition, id);
CREATE INDEX event_by_read_point ON event (read_point, id);
CREATE INDEX event_by_biz_location ON event (biz_location, id);

-- A run's record time is its capture's.
ALTER TABLE journal ADD COLUMN record_time timestamptz;
CREATE INDEX journal_by_record_time ON journal (record_time, run);

-- What a document's master data says lies inside what (a place's places).
ALTER TABLE master_data ADD COLUMN children text[] COLLATE "C" NOT NULL DEFAULT '{}';
CREATE INDEX master_data_by_child ON master_data USING gin (children);

-- A document that was accepted and is captured in the background, in deflated pieces, in order; gone once it is done.
CREATE TABLE incoming (
    capture  uuid NOT NULL,
    piece    integer NOT NULL,
    deflated bytea NOT NULL,
    PRIMARY KEY (capture, piece)
);
ALTER TABLE incoming ALTER COLUMN deflated SET STORAGE EXTERNAL;
