"""Parts of made-up names, from many of the archipelago's naming customs; nobody real is meant."""

from __future__ import annotations

import random


def _parts(text: str) -> tuple[str, ...]:
    return tuple(text.replace("\n", "").split("|"))


MEN = _parts("""Made Wirawan|Nyoman Suarjana|Ketut Adnyana|Wayan Sudiarta|Gede Pramana|Asep|Ujang|Cecep|
Dadang|Tatang|Engkos|Togar|Parlindungan|Hotman|Saut|Binsar|Poltak|Marudut|Daeng|Baso|
Ambo|La Ode|Syamsuddin|Mappaturu|Zulfan|Teuku|Cut Ali|Muzakkir|Fakhrurrazi|Yosef|
Fransiskus|Benyamin|Obet|Yance|Melkias|Frits|Hengki|Rolly|Denny|Jefri|Alfian|Bagas|
Bayu|Danang|Galih|Gilang|Wisnu|Krisna|Satria|Surya|Tirta|Panji|Jatmiko|Sutrisno|
Waluyo|Ngatimin|Paimin|Suwito|Karyadi|Kuswanto|Harjono|Mulyono|Nurcahyo|Suparman|
Tarmizi|Syafrizal|Yusrizal|Afrizal|Erizal|Ma'ruf|Nu'man|Sa'id|Fadli|Ghazali|Habibie|
Hanafi|Idris|Jauhari|Khairul|Luthfi|Munir|Naufal|Qomarudin|Rafi|Salman|Thariq|
Ubaidillah|Wildan|Yazid|Zaki|Abimanyu|Candra|Dimas|Erlangga|Febrian|Ignatius|
Kristianto|Leonardus|Nikodemus""")
WOMEN = _parts("""Luh Putu|Kadek Ayu|Komang Trisna|Wayan Sukerti|Euis|Neneng|Iis|Imas|Cucu|Teti|Tiur|
Rosmaida|Lasma|Duma|Nurhaida|Besse|Tenri|Hasnah|Andi Batari|Wa Ode|Cut Nyak|Meutia|
Safrina|Yohana|Elisabet|Orpa|Welmince|Dorkas|Selfina|Meike|Jeane|Olga|Vonny|Amelia|
Anggraini|Arum|Astuti|Bunga|Cahyaningsih|Citra|Diah|Dyah|Endah|Esti|Fatimah|Farida|
Gita|Hanum|Harnanik|Ika|Intan|Juwita|Kinanti|Kusniati|Laksmi|Latifah|Lilis|Maimunah|
Mardiana|Maya|Melati|Mutia|Nadia|Ningsih|Novita|Nurjanah|Nuraini|Palupi|Pertiwi|
Prihatin|Purwanti|Rahayu|Retno|Rosalina|Rukmini|Sekar|Septiana|Sumarni|Suprihatin|
Suwarni|Syarifah|Tuti|Ulfah|Vivi|Wahdah|Wulandari|Yasinta|Yulianti|Zubaidah|Zahrotun""")
FAMILY = _parts("""Adiputra|Aritonang|Atmaja|Bagaskara|Baskoro|Batubara|Bhaskara|Budiarto|Cahyono|Damanik|
Danuatmaja|Djatmiko|Erwanto|Fatoni|Gultom|Gumilang|Hamzah|Hartono|Hutabarat|Hutagalung|
Iskandar|Jatnika|Kadarisman|Karim|Ketaren|Kurnia|Lakoni|Latuconsina|Latumeten|Lengkong|
Lumbantoruan|Mandala|Mangkunegara|Marpaung|Matulessy|Mokodompit|Mulyana|Nababan|
Nainggolan|Napitupulu|Natsir|Oematan|Paembonan|Palimbong|Panjaitan|Pangaribuan|Pardede|
Pasaribu|Pattiasina|Patty|Poerwadi|Pongtuluran|Prabowo|Prakoso|Pramudya|Purba|Rahardjo|
Rajagukguk|Rantung|Ritonga|Rumbiak|Rumondor|Sahetapy|Salampessy|Samosir|Saragih|
Sasmita|Sastrowardoyo|Sembiring|Sihombing|Silalahi|Simatupang|Simbolon|Sitepu|Sitorus|
Situmorang|Soedarsono|Soewondo|Subagyo|Sudrajat|Suherman|Sulaiman|Sumantri|Suryana|
Sutanto|Syahputra|Tandiono|Tangkudung|Tobing|Tuasikal|Umasugi|Wanggai|Wardhana|Warouw|
Wenda|Wiguna|Wiratama|Wonda|Yuwono|Zebua""")
PREFIX_MEN = ("", "", "", "", "", "", "I ", "M. ", "Muh. ", "Andi ")
PREFIX_WOMEN = ("", "", "", "", "", "", "", "Ni ", "St. ")


def make_name(rng: random.Random, sex: str) -> str:
    """Give a made-up full name of one to four words for sex "L" or "P"."""
    first = rng.choice(MEN if sex == "L" else WOMEN)
    shape = rng.random()
    if shape < 0.06:
        return first
    prefix = rng.choice(PREFIX_MEN if sex == "L" else PREFIX_WOMEN)
    if shape < 0.75:
        return f"{prefix}{first} {rng.choice(FAMILY)}"
    middle = rng.choice(MEN if sex == "L" else WOMEN)
    return f"{first} {middle} {rng.choice(FAMILY)}" if middle != first else f"{first} {rng.choice(FAMILY)}"
