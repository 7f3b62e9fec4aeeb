#!/usr/bin/env python3
"""Makes the two fonts that every page fetches lighter: see README.md beside it.

    make.py SERIF.woff2 SANS.woff2 DIRECTORY

Needs fontTools and brotli (Debian: python3-fonttools, python3-brotli).
"""
import sys
from io import BytesIO
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FEATURES = ["kern", "liga", "locl", "ccmp", "mark", "mkmk", "tnum", "pnum"]
NAMES = {1: "Parvis Serif", 3: "Parvis Serif Regular", 4: "Parvis Serif Regular", 6: "ParvisSerif-Regular"}


def lighter(font, limits):
    whole = BytesIO()
    instantiateVariableFont(TTFont(font), limits).save(whole)
    font = TTFont(whole)
    options = Options(layout_features=FEATURES, name_IDs=["*"], notdef_outline=True)
    subset = Subsetter(options)
    subset.populate(unicodes=font.getBestCmap())
    subset.subset(font)
    font.flavor = "woff2"
    return font


def renamed(font, names):
    """A changed font does not bear the name that its authors keep for theirs."""
    table = font["name"]
    for number in (16, 17, 21, 22, 25):
        table.removeNames(nameID=number)
    for number, name in names.items():
        table.setName(name, number, 3, 1, 0x409)
    for record in table.names:
        if record.nameID > 255 and "Source" in record.toUnicode():
            record.string = record.toUnicode().replace("SourceSerif4", "ParvisSerif").replace("Source", "Parvis")
    return font


serif, sans, directory = sys.argv[1:]
renamed(lighter(serif, {"wght": (400, 650), "opsz": (20, 42)}), NAMES).save(
    directory + "/parvis-serif-latin-opsz-normal.woff2")
lighter(sans, {"wght": (400, 700)}).save(directory + "/atkinson-hyperlegible-next-latin-wght-normal.woff2")
