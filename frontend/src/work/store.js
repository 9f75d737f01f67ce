// What was recorded and not yet sent: kept in the browser's own database, which survives a closed phone.
const [NAME, QUEUE, VERSION] = ["zhuisu-work", "queue", 1];

function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = () => asked.result.createObjectStore(QUEUE, { keyPath: "id" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function within(mode, work) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(QUEUE, mode);
      const asked = work(transaction.objectStore(QUEUE));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? asked.error);
    });
  } finally {
    database.close();
  }
}

// An entry: {id, account, address, title, fields: [[name, text]], files: [[name, blob, file name]], at, state, reasons, next}.
// Its state is "waiting", "refused" (with reasons, to be mended) or "sent" (kept a day, to be looked at).
export const put = (entry) => within("readwrite", (store) => store.put(entry));
export const get = (id) => within("readonly", (store) => store.get(id));
export const remove = (id) => within("readwrite", (store) => store.delete(id));

export async function all() {
  const entries = await within("readonly", (store) => store.getAll());
  return entries.sort((one, other) => one.at - other.at);
}
