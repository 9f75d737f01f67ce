"""Vocabulary: the word lists of CBV 2.0 and their three notations, short name, URN and web URI, which are equal.

Source: GS1 Core Business Vocabulary 2.0 (ISO/IEC 19988) §7, and the published EPCIS 2.0 JSON-LD context.
"""

from collections.abc import Mapping

import msgspec

CBV_NAMESPACES = (
    "urn:epcglobal:cbv:",
    "https://ref.gs1.org/cbv/",
    "http://ref.gs1.org/cbv/",
    "https://ns.gs1.org/cbv/",
    "http://ns.gs1.org/cbv/",
)
GS1_NAMESPACES = (
    "https://gs1.org/voc/",
    "http://gs1.org/voc/",
    "https://www.gs1.org/voc/",
    "http://www.gs1.org/voc/",
)


class WordList(msgspec.Struct, frozen=True):
    """One list of the vocabulary.

    `web` is the prefix that makes a short name a web URI, `urn` the one that makes it a URN (empty: words of the GS1
    web vocabulary have none); `namespaces` are those in which no word but the list's own may be used; `canonical` maps
    every notation of every word to its short name.
    """

    name: str
    web: str
    urn: str
    namespaces: tuple[str, ...]
    words: frozenset[str]
    canonical: Mapping[str, str]

    def short(self, word: str) -> str:
        """The short name of a word of the list in any notation; anything else as it is."""
        return self.canonical.get(word, word)

    def web_uri(self, word: str) -> str:
        """The web URI of a word of the list in any notation; anything else as it is."""
        short = self.canonical.get(word)
        return word if short is None else self.web + short

    def urn_of(self, word: str) -> str:
        """The URN of a word of the list in any notation; anything else, and a word that has none, as it is."""
        short = self.canonical.get(word)
        return word if short is None or not self.urn else self.urn + short


def _cbv(name: str, urn: str, web: str, words: str) -> WordList:
    return _word_list(name, f"https://ref.gs1.org/cbv/{web}-", urn, CBV_NAMESPACES, words)


def _gs1(name: str, words: str) -> WordList:
    return _word_list(name, GS1_NAMESPACES[0], "", GS1_NAMESPACES, words)


def _word_list(name: str, web: str, urn: str, namespaces: tuple[str, ...], words: str) -> WordList:
    listed = words.split()
    canonical = {prefix + word: word for word in listed for prefix in ("", web, urn)}
    return WordList(name, web, urn, namespaces, frozenset(listed), canonical)


BIZ_STEPS = _cbv(
    "bizStep",
    "urn:epcglobal:cbv:bizstep:",
    "BizStep",
    """accepting arriving assembling collecting commissioning consigning creating_class_instance cycle_counting
    decommissioning departing destroying disassembling dispensing encoding entering_exiting holding inspecting
    installing killing loading other packing picking receiving removing repackaging repairing replacing reserving
    retail_selling sampling sensor_reporting shipping staging_outbound stock_taking stocking storing transporting
    unloading unpacking void_shipping""",
)
DISPOSITIONS = _cbv(
    "disposition",
    "urn:epcglobal:cbv:disp:",
    "Disp",
    """active available completeness_inferred completeness_verified conformant container_closed container_open damaged
    destroyed dispensed disposed encoded expired in_progress in_transit inactive mismatch_class mismatch_instance
    mismatch_quantity needs_replacement no_pedigree_match non_conformant non_sellable_other partially_dispensed
    recalled reserved retail_sold returned sellable_accessible sellable_not_accessible stolen unavailable unknown""",
)
BIZ_TRANSACTION_TYPES = _cbv(
    "bizTransaction type",
    "urn:epcglobal:cbv:btt:",
    "BTT",
    "bol cert desadv inv pedigree po poc prodorder recadv rma testprd testres upevt",
)
SOURCE_DESTINATION_TYPES = _cbv(
    "source or destination type", "urn:epcglobal:cbv:sdt:", "SDT", "owning_party possessing_party location"
)
ERROR_REASONS = _cbv("error reason", "urn:epcglobal:cbv:er:", "ER", "did_not_occur incorrect_data")
COMPONENTS = _cbv(
    "component",
    "urn:epcglobal:cbv:comp:",
    "Comp",
    """x y z axial_distance azimuth height spherical_radius polar_angle elevation_angle easting northing latitude
    longitude altitude""",
)
MEASUREMENT_TYPES = _gs1(
    "measurement type",
    """AbsoluteHumidity AbsorbedDose AbsorbedDoseRate Acceleration Radioactivity Altitude AmountOfSubstance
    AmountOfSubstancePerUnitVolume Angle AngularAcceleration AngularMomentum AngularVelocity Area Capacitance
    Conductance Conductivity Count Density Dimensionless DoseEquivalent DoseEquivalentRate DynamicViscosity
    ElectricCharge ElectricCurrent ElectricCurrentDensity ElectricFieldStrength Energy Exposure Force Frequency
    Illuminance Inductance Irradiance KinematicViscosity Length LinearMomentum Luminance LuminousFlux
    LuminousIntensity MagneticFlux MagneticFluxDensity MagneticVectorPotential Mass MassConcentration MassFlowRate
    MassPerAreaTime MemoryCapacity MolalityOfSolute MolarEnergy MolarMass MolarVolume Power Pressure RadiantFlux
    RadiantIntensity RelativeHumidity Resistance Resistivity SolidAngle SpecificVolume Speed SurfaceDensity
    SurfaceTension Temperature Time Torque Voltage Volume VolumeFlowRate VolumeFraction VolumetricFlux
    Wavenumber""",
)
SENSOR_ALERTS = _gs1("sensor alert type", "ALARM_CONDITION ERROR_CONDITION")

WORD_LISTS: Mapping[str, WordList] = {
    "biz_step": BIZ_STEPS,
    "disposition": DISPOSITIONS,
    "biz_transaction_type": BIZ_TRANSACTION_TYPES,
    "source_destination_type": SOURCE_DESTINATION_TYPES,
    "error_reason": ERROR_REASONS,
    "component": COMPONENTS,
    "measurement_type": MEASUREMENT_TYPES,
    "sensor_alert": SENSOR_ALERTS,
}

# Master data attributes of CBV 2.0 §9 that an ILMD may hold by their plain names, without a namespace.
ILMD_NAMES = frozenset(
    {
        "additionalTradeItemIdentification",
        "bestBeforeDate",
        "catchArea",
        "countryOfExport",
        "countryOfOrigin",
        "drainedWeight",
        "farmList",
        "firstFreezeDate",
        "grossWeight",
        "harvestEndDate",
        "harvestStartDate",
        "itemExpirationDate",
        "lotNumber",
        "measurement",
        "measurementUnitCode",
        "netWeight",
        "preservationTechniqueCode",
        "productionDate",
        "productionMethodForFishAndSeafoodCode",
        "sellByDate",
        "storageStateCode",
        "vesselCatchInformationList",
    }
)
