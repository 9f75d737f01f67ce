"""Unit codes: UN/CEFACT Recommendation 20 codes by kind of quantity, and the unit of each in pint's words.

Only codes of one kind are converted into each other: a torque is no energy although both are newton metres. The kinds
are those of the measurement types of EPCIS 2.0 (GS1 Web Vocabulary, MeasurementType) and of trade quantities.
"""

from collections.abc import Mapping

_BY_KIND: Mapping[str, str] = {
    "temperature": "CEL degC; KEL kelvin; FAH degF; A48 degR",
    "mass": """
        KGM kg; GRM g; MGM mg; MC ug; TNE metric_ton; KTN kilometric_ton; 2U Mg; DTN decimetric_ton; HGM hg;
        DJ dag; DG dg; CGM cg; LBR lb; ONZ oz; APZ troy_ounce; GRN grain; STI stone; STN short_ton; LTN long_ton;
        CWA short_hundredweight; CWI long_hundredweight; CTM carat""",
    "length": """
        MTR m; KMT km; HMT hm; A45 dam; DMT dm; CMT cm; MMT mm; 4H um; C45 nm; C52 pm; A71 fm; A11 angstrom;
        INH inch; FOT foot; YRD yard; SMI mile; NMI nautical_mile""",
    "area": """
        MTK m**2; KMK km**2; DMK dm**2; CMK cm**2; MMK mm**2; HAR hectare; ARE are; ACR acre; FTK foot**2;
        INK inch**2; YDK yard**2; MIK mile**2""",
    "volume": """
        MTQ m**3; LTR liter; HLT hl; A44 dal; DLT dl; CLT cl; MLT ml; 4G ul; K6 kl; MAL Ml; DMQ dm**3; CMQ cm**3;
        MMQ mm**3; FTQ foot**3; INQ inch**3; YDQ yard**3; GLL gallon; GLI imperial_gallon; OZA fluid_ounce;
        OZI imperial_fluid_ounce; PTL pint; PTI imperial_pint; QTL quart; QTI imperial_quart; BLL oil_bbl""",
    "time": "SEC s; MIN min; HUR hour; DAY day; WEE week; MON month; ANN year; C26 ms; B98 us; C47 ns",
    "frequency": "HTZ Hz; KHZ kHz; MHZ MHz; A86 GHz; D29 THz; C97 1/s; C94 1/min",
    "speed": "MTS m/s; KMH km/hour; KNT knot; HM mile/hour; C16 mm/s; 2M cm/s; FS foot/s; FR foot/min; 2X m/min",
    "acceleration": "MSK m/s**2; A76 cm/s**2; C11 0.001*cm/s**2; A73 foot/s**2; K40 standard_gravity",
    "angle": "C81 radian; C25 mrad; DD degree; D61 arcminute; D62 arcsecond; A91 grade",
    "solid angle": "D27 steradian",
    "angular velocity": "2A radian/s; RPM turn/min; RPS turn/s",
    "angular acceleration": "2B radian/s**2",
    "angular momentum": "B33 kg*m**2/s",
    "momentum": "B31 kg*m/s",
    "force": "NEW N; B47 kN; B73 MN; C20 mN; DU dyne; B37 kgf",
    "torque": "NU N*m; B48 kN*m; B74 MN*m; D83 uN*m",
    "pressure": """
        PAL Pa; A97 hPa; KPA kPa; MPA MPa; A89 GPa; 74 mPa; B96 uPa; BAR bar; MBR mbar; B85 ubar; HBA 100*bar;
        ATM atm; ATT technical_atmosphere; UA torr; HN mmHg; F79 inHg; PS psi; B40 kgf/m**2""",
    "energy": """
        JOU J; KJO kJ; 3B MJ; GV GJ; D30 TJ; C15 mJ; WHR W*hour; KWH kW*hour; MWH MW*hour; GWH GW*hour;
        D32 TW*hour; E14 4186.8*J; BTU 1055.05585262*J; A53 eV; B29 keV; B71 MeV""",
    "power": "WTT W; KWT kW; MAW MW; A90 GW; D31 TW; C31 mW; D80 uW; BHP horsepower; HJ metric_horsepower",
    "electric current": "AMP A; B22 kA; 4K mA; B84 uA; C39 nA",
    "electric current density": "A41 A/m**2",
    "voltage": "VLT V; KVT kV; B78 MV; 2Z mV; D82 uV",
    "electric field strength": "D50 V/m",
    "electric charge": "COU C; B26 kC; D86 mC; B86 uC; AMH A*hour; TAH kA*hour",
    "resistance": "OHM ohm; B49 kohm; B75 Mohm; A87 Gohm; E45 mohm; B94 uohm",
    "resistivity": "C61 ohm*m",
    "conductance": "SIE S; B53 kS; C27 mS; B99 uS",
    "conductivity": "D10 S/m; H61 mS/cm; G42 uS/cm; G43 uS/m",
    "capacitance": "FAR F; C10 mF; 4O uF; C41 nF; 4T pF",
    "inductance": "81 H; C14 mH; B90 uH; C43 nH",
    "magnetic flux": "WEB Wb; C33 mWb",
    "magnetic flux density": "D33 T; C29 mT; D81 uT; C48 nT",
    "magnetic vector potential": "D59 Wb/m",
    "luminous intensity": "CDL cd",
    "luminous flux": "LUM lm",
    "illuminance": "LUX lx; KLX klx",
    "luminance": "A24 cd/m**2",
    "irradiance": "D54 W/m**2",
    "radiant intensity": "D57 W/sr",
    "radioactivity": "BQL Bq; 2Q kBq; 4N MBq; GBQ GBq; CUR Ci; MCU mCi; M5 uCi",
    "absorbed dose": "A95 Gy; C13 mGy; C80 0.01*Gy",
    "absorbed dose rate": "A96 Gy/s",
    "dose equivalent": "D13 Sv; C28 mSv; D91 0.01*Sv",
    "exposure": "C8 C/kg; 2C 2.58e-4*C/kg",
    "density": """
        KMQ kg/m**3; A93 g/m**3; 23 g/cm**3; GL g/l; GJ g/ml; B35 kg/l; 87 lb/foot**3; M1 mg/l; GP mg/m**3;
        H29 ug/l; GQ ug/m**3""",
    "specific volume": "A39 m**3/kg; 22 dl/g",
    "surface density": "28 kg/m**2; GM g/m**2",
    "surface tension": "4P N/m; C22 mN/m",
    "dynamic viscosity": "C65 Pa*s; C24 mPa*s; 89 poise; C7 cpoise",
    "kinematic viscosity": "S4 m**2/s; 91 stokes; 4C cstokes; C17 mm**2/s",
    "mass flow": "KGS kg/s; F31 kg/min",
    "volume flow": "MQS m**3/s; MQH m**3/hour; G51 l/s; L2 l/min; E32 l/hour",
    "amount of substance": "C34 mol; C18 mmol; FH umol; B45 kmol",
    "concentration of substance": "C36 mol/m**3; C38 mol/l",
    "molality": "C19 mol/kg",
    "molar mass": "D74 kg/mol; A94 g/mol",
    "molar energy": "B15 J/mol",
    "molar volume": "A40 m**3/mol",
    "wavenumber": "C92 1/m; E90 1/cm",
    "memory": """
        A99 bit; C37 1e3*bit; D36 1e6*bit; B68 1e9*bit; AD byte; 2P 1e3*byte; 4L 1e6*byte; E34 1e9*byte;
        E35 1e12*byte""",
    "number": """
        C62 dimensionless; EA dimensionless; H87 dimensionless; HEA dimensionless; P1 0.01*dimensionless;
        NX 0.001*dimensionless; 59 1e-6*dimensionless; 61 1e-9*dimensionless; PR 2*dimensionless; DZN 12*dimensionless;
        GRO 144*dimensionless; CEN 100*dimensionless; MIL 1000*dimensionless""",
}  # fmt: skip


def _units() -> Mapping[str, tuple[str, str]]:
    units = {}
    for kind, listed in _BY_KIND.items():
        for entry in listed.split(";"):
            code, unit = entry.split()
            units[code] = (kind, unit)
    return units


UNITS = _units()
"""The kind of quantity and the unit of each code."""
