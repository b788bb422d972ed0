"""Sixty regions and more that no list of towns holds: seas, contested areas, parts of several countries."""

from __future__ import annotations

import pytest

from onrecord.events.places import locate

REGIONS = """
Donbas, UKR, contested
Donbass, UKR, contested
Crimea, UKR, contested
DPR, UKR, contested
Lugansk People's Republic, UKR, contested
Transnistria, MDA, contested
Abkhazia, GEO, contested
South Ossetia, GEO, contested
Nagorno-Karabakh, AZE, contested
Artsakh, AZE, contested
Chechnya, RUS, -
Dagestan, RUS, -
Kuril Islands, RUS, contested
Siberia, RUS, -
Gaza Strip, PSE, contested
Gaza, PSE, contested
West Bank, PSE, contested
Golan Heights, SYR, contested
East Jerusalem, PSE, contested
Sinai, EGY, -
Bekaa Valley, LBN, -
Rojava, SYR, contested
Kurdistan, -, -
Iraqi Kurdistan, IRQ, -
Persian Gulf, -, -
Strait of Hormuz, -, -
Red Sea, -, -
Black Sea, -, -
Sea of Azov, -, -
Western Sahara, ESH, contested
Sahel, -, -
Darfur, SDN, -
South Kordofan, SDN, -
Abyei, -, contested
Tigray, ETH, -
Ogaden, ETH, -
Horn of Africa, -, -
Somaliland, SOM, contested
Puntland, SOM, -
North Kivu, COD, -
Katanga, COD, -
Cabinda, AGO, contested
Cabo Delgado, MOZ, -
Kashmir, -, contested
Ladakh, IND, contested
Line of Control, -, contested
Balochistan, PAK, -
Waziristan, PAK, -
Tibet, CHN, contested
Xinjiang, CHN, contested
South China Sea, -, contested
Taiwan Strait, -, contested
Spratly Islands, -, contested
Mindanao, PHL, -
Aceh, IDN, -
Rakhine, MMR, -
Korean Peninsula, -, -
Balkans, -, -
Kosovo, XKX, contested
Republika Srpska, BIH, -
Northern Cyprus, CYP, contested
Catalonia, ESP, -
Corsica, FRA, -
Flanders, BEL, -
Scotland, GBR, -
Northern Ireland, GBR, -
Essequibo, GUY, contested
Falkland Islands, FLK, contested
Chiapas, MEX, -
Patagonia, -, -
"""
TABLE = [tuple(line.split(", ")) for line in REGIONS.strip().splitlines()]


@pytest.mark.parametrize(("name", "country", "contested"), TABLE)
def test_regions_and_contested_places_are_known(name, country, contested):
    text = f"Observers left {name} this week."
    (place,) = locate(text, [(15, 15 + len(name))])
    assert place is not None
    assert (place.country or "-", "contested" if place.contested else "-") == (country, contested)
    assert place.latitude is not None
