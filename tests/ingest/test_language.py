import pytest

from kg.ingest.language import foreign_language


@pytest.mark.parametrize(("text", "language"), [
    ("Der türkische Präsident hat am Montag in Berlin erklärt, dass die Regierung mit Russland über die Lieferung "
     "von Waffen verhandelt.", "German"),
    ("Le président a déclaré lundi que la France soutiendrait le pays aussi longtemps que nécessaire.", "French"),
    ("El presidente de México condenó el ataque y pidió a los dos países que negocien.", "Spanish"),
    ("Dışişleri Bakanı, iki ülkenin ticaret anlaşmasını gelecek ay Ankara'da "
     "imzalayacağını söyledi.", "Turkish"),
    ("Президент России заявил, что страны договорились о встрече.", "Russian"),
    ("中国外交部发言人表示反对制裁。", "Chinese"),
    ("Der Präsident traf den Minister in Berlin.", "German"),
    ("La Turquie a condamné l'attaque syrienne lundi.", "French"),
    ("Putin se reunió con Erdogan en Sochi.", "Spanish"),
    ("رفضت إيران الاتهامات الموجهة إليها", "Arabic"),
])
def test_another_language_is_named(text: str, language: str) -> None:
    assert foreign_language(text) == language


@pytest.mark.parametrize("text", [
    "Kenya said on Monday that it had closed its border with Somalia after an attack on a police post.",
    "Kenya, Somalia restore ties",
    "Russia, China veto UN resolution; US slams Moscow, vows sanctions",
    "Erdoğan, Aliyev, Pashinyan, Mirzoyan and Bayramov met in Nakhchivan with Çavuşoğlu.",
    "Macron met Modi in Paris.",
    "Tanzania gagged Tanzanian activists in 2018.",
    "",
    "123 456",
])
def test_english_and_what_is_too_short_to_tell_pass(text: str) -> None:
    assert foreign_language(text) is None
