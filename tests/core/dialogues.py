"""Turns of conversations about the sample articles, and what each new question should be read as.

They were written down before there were rules. `HELD_OUT` were not looked at while the rules were
made: they say how well the rules do on what they were not made for.
"""

from __future__ import annotations

from typing import NamedTuple

COALITION = "what did Khamenei say about the coalition?"
OFFER = "who rejected the offer?"
PLANTS = "where is Iran building new nuclear power plants?"
SURGERY = "what medical operation did the ayatollah undergo?"
HOSPITAL = "when did Khamenei leave the hospital?"
PSAKI = "what did Psaki tweet?"
DIALOGUE = "is Kerry still open to dialogue with Tehran?"
LAND = "how much territory do the militants hold?"
NATIONS = "diplomats from how many nations gathered in Paris?"
SHERMAN = "what did Wendy Sherman ask Iran?"
HANDS = "why did Khamenei say the US has stained hands?"


class Turn(NamedTuple):
    """A question after others, oldest first.

    ``carries`` are the words that must be carried into it, ``may`` those that may be besides;
    nothing else may. A turn that carries nothing is to be asked as it stands, unless it is
    ``read`` in a way that needs no word of the earlier one's subject ("how old is Kerry?").
    """

    id: str
    earlier: tuple[str, ...]
    question: str
    carries: str = ""
    may: str = ""
    read: str | None = None


CARRIED = [
    # Somebody else, the same subject.
    Turn("a01", (COALITION,), "and what did Kerry say?", "coalition"),
    Turn("a02", (COALITION,), "what did Kerry say?", "coalition"),
    Turn("a03", (COALITION,), "and Kerry?", "coalition"),
    Turn("a04", (COALITION,), "what about Kerry?", "coalition"),
    Turn("a05", (COALITION,), "how about Zarif?", "coalition"),
    Turn("a06", (COALITION,), "Kerry?", "coalition"),
    Turn("a07", (COALITION,), "what did the State Department say?", "coalition"),
    Turn("a08", (COALITION,), "how did Kerry react?", "coalition"),
    Turn("a09", (HANDS,), "did Kerry respond?", "US stained hands"),
    Turn("a10", (PSAKI,), "and Khamenei?", "tweet"),
    Turn("a11", (SHERMAN,), "and Stuart Jones?", "ask Iran"),
    Turn("a12", ("what did Kerry say in Paris?",), "and Khamenei?", "Paris"),
    Turn("a13", ("what did Khamenei say about Syria?",), "and Kerry?", "Syria"),
    Turn("a14", ("did Iran reject the US offer?",), "and Syria?", "reject US offer"),
    Turn("a15", (DIALOGUE,), "and Obama?", "open dialogue Tehran", "still"),
    Turn("a16", ("how old is Khamenei?",), "and Kerry?", read="how old is Kerry?"),
    Turn("a17", ("who is Jen Psaki?",), "and Wendy Sherman?", read="who is Wendy Sherman?"),
    # The same somebody, another subject.
    Turn("b01", (COALITION,), "and about Syria?", "Khamenei"),
    Turn("b02", (COALITION,), "and what about the nuclear talks?", "Khamenei"),
    Turn("b03", (COALITION,), "what did he say about Syria?", "Khamenei"),
    Turn("b04", ("what did Khamenei say about Syria?",), "and Iraq?", "Khamenei"),
    Turn("b05", ("what did Kerry say in Paris?",), "and in Ankara?", "Kerry"),
    Turn("b06", ("how old is Khamenei?",), "where was he born?", "Khamenei"),
    Turn("b07", (SURGERY,), "how long was he in hospital?", "ayatollah"),
    Turn("b08", (PSAKI,), "when did she tweet that?", "Psaki"),
    Turn("b09", (SHERMAN,), "what did she say about ISIL?", "Wendy Sherman"),
    Turn("b10", ("who is Jen Psaki?",), "what did she deny?", "Jen Psaki"),
    Turn("b11", (COALITION,), "Who is he?", "Khamenei"),
    Turn("b12", (DIALOGUE,), "and with Damascus?", "Kerry open dialogue", "still"),
    Turn("b13", ("what is the price of oil?",), "and of gas?", "price"),
    Turn("b14", (COALITION,), "sanctions?", "Khamenei"),
    # What "it", "there" and the like stand for.
    Turn("c01", (OFFER,), "and who made it?", "offer", "rejected"),
    Turn("c02", (OFFER,), "and who accepted it?", "offer"),
    Turn("c03", (COALITION,), "did it include Iran?", "coalition"),
    Turn("c04", (COALITION,), "did he reject it?", "Khamenei coalition"),
    Turn("c05", (COALITION,), "who asked for it?", "coalition"),
    Turn("c06", (SURGERY,), "why did he have it?", "ayatollah operation", "medical undergo"),
    Turn("c07", (HOSPITAL,), "what did he say there?", "Khamenei hospital", "leave"),
    Turn("c08", (HOSPITAL,), "what happened then?", "Khamenei hospital", "leave"),
    Turn(
        "c09", ("what happened in Ferguson?",), "who was criticised there?", "Ferguson", "happened"
    ),
    Turn("c10", (NATIONS,), "what did they issue?", "diplomats", "nations gathered Paris"),
    Turn("c11", ("what did Obama announce?",), "who criticised it?", "Obama", "announce"),
    # Only the question word is new.
    Turn("d01", (COALITION,), "why?", "Khamenei coalition"),
    Turn("d02", (OFFER,), "why?", "rejected offer"),
    Turn("d03", (OFFER,), "when was that?", "rejected offer"),
    Turn("d04", (PLANTS,), "how many?", "Iran building new nuclear power plants"),
    Turn("d05", (PLANTS,), "and in which city?", "Iran building new nuclear power plants"),
    Turn(
        "d06",
        ("which countries were not invited to the Paris conference?",),
        "why not?",
        "countries invited Paris conference",
    ),
    Turn("d07", ("who counts Assad as a friend?",), "why?", "counts Assad friend"),
    Turn("d08", (LAND,), "where?", "territory militants hold"),
    Turn("d09", (NATIONS,), "which ones?", "diplomats nations gathered Paris"),
    Turn("d10", (COALITION,), "what else did he say?", "Khamenei", "coalition"),
    Turn("d11", (COALITION,), "in what year?", "Khamenei coalition"),
    # A place or a time more.
    Turn("e01", (LAND,), "and in Syria?", "territory militants hold"),
    Turn("e02", (COALITION,), "and on Monday?", "Khamenei coalition"),
    Turn("e03", (OFFER,), "and in 2015?", "rejected offer"),
    # Names without capitals.
    Turn("f01", ("what did khamenei say about the coalition?",), "and kerry?", "coalition"),
    Turn(
        "f02",
        ("what did khamenei say about the coalition?",),
        "and what did kerry say?",
        "coalition",
    ),
    Turn(
        "f03",
        ("what did khamenei say about the coalition?",),
        "what did he say about syria?",
        "khamenei",
    ),
]

ALONE = [
    Turn("n01", (COALITION,), PLANTS),
    Turn("n02", (COALITION,), f"and {PLANTS}"),
    Turn("n03", (COALITION,), "which countries were not invited to the Paris conference?"),
    Turn("n04", (COALITION,), "who mocked Obama's ISIL strategy?"),
    Turn("n05", (OFFER,), "but why did Khamenei reject the US offer?"),
    Turn("n06", (COALITION,), "what did Kerry say about Syria?"),
    Turn("n07", (COALITION,), "and what did Kerry say about Syria?"),
    Turn("n08", (COALITION,), "did Kerry meet Zarif?"),
    Turn("n09", (COALITION,), DIALOGUE),
    Turn("n10", (COALITION,), "who is Jen Psaki?"),
    Turn("n11", (COALITION,), "who is Psaki?"),
    Turn("n12", (COALITION,), "where is Bushehr?"),
    Turn("n13", (COALITION,), "how old is Khamenei?"),
    Turn("n14", ("who broke the backbone of Daesh in Iraq?",), "what does Daesh mean?"),
    Turn("n15", (PLANTS,), "did Kerry say he would talk to Iran?"),
    Turn("n16", (PLANTS,), "is it true that Iran rejected the US offer?"),
    Turn("n17", (COALITION,), "are there new nuclear power plants in Iran?"),
    Turn("n18", (PLANTS,), "did Kerry say that Iran is a state sponsor of terror?"),
    Turn("n19", (PLANTS,), "who said that Iran supports Assad?"),
    Turn("n20", (COALITION,), "Bushehr"),
    Turn("n21", (COALITION,), "nuclear talks"),
    Turn("n22", (COALITION,), "thanks!"),
    Turn("n23", (), "and what did Kerry say?"),
    Turn("n24", (COALITION,), COALITION),
    Turn("n25", (COALITION,), "tell me about the New York Times report"),
    Turn("n26", (OFFER,), "what did Amir-Abdollahian say about terrorism?"),
    Turn("n27", (OFFER,), "when was the summit on ISIL in Paris?"),
    Turn("n28", (COALITION,), "who broke the backbone of Daesh in Iraq?"),
    Turn("n29", (PSAKI,), "what did Obama announce last Wednesday?"),
    Turn("n30", (COALITION,), SURGERY),
    Turn("n31", (COALITION,), LAND),
    Turn("n32", (COALITION,), NATIONS),
    Turn("n33", (PLANTS,), "why did Khamenei say the US has stained hands?"),
    Turn("n34", (PLANTS,), "what does Iran say about who left it out of the alliance?"),
]

# What a chain of questions carries on is what its last one was read as.
CHAINED = [
    Turn("g01", (COALITION, "and Kerry?"), "why?", "Kerry coalition"),
    Turn("g02", (COALITION, "and Kerry?"), "and about Syria?", "Kerry"),
    Turn("g03", (COALITION, "and what did Kerry say?"), "and Zarif?", "coalition"),
    Turn("g04", (OFFER, "why?"), "and when?", "rejected offer"),
    Turn("g05", (COALITION, PLANTS), "when?", "Iran building new nuclear power plants"),
    Turn("g06", (SHERMAN, "what did she say about ISIL?"), "and about Syria?", "Wendy Sherman"),
    Turn("g07", (COALITION, "thanks!"), "and Kerry?", "coalition"),
]

HELD_OUT = [
    Turn(
        "h01",
        ("what did Obama say about air strikes in Syria?",),
        "and what did Kerry say?",
        "air strikes Syria",
    ),
    Turn(
        "h02",
        ("what did Obama say about air strikes?",),
        "when did he say that?",
        "Obama",
        "air strikes",
    ),
    Turn("h03", ("who attended the summit in Paris?",), "and in Jeddah?", "attended summit"),
    Turn("h04", ("who attended the summit in Paris?",), "when was it?", "summit", "attended Paris"),
    Turn(
        "h05",
        ("did Psaki deny military coordination?",),
        "and Khamenei?",
        "deny military coordination",
    ),
    Turn(
        "h06",
        ("did the US ambassador ask for a meeting?",),
        "who is he?",
        "US ambassador",
        "meeting ask",
    ),
    Turn(
        "h07",
        ("how many people live in Bushehr?",),
        "is there a power plant there?",
        "Bushehr",
        "people live",
    ),
    Turn(
        "h08", ("which countries did Khamenei criticise?",), "why?", "countries Khamenei criticise"
    ),
    Turn("h09", ("what did Zarif reject?",), "who made the offer?"),
    Turn("h10", ("what did Zarif reject?",), "and Araqchi?", "reject"),
    Turn("h11", ("what does Daesh mean?",), "and ISIL?", "mean"),
    Turn("h12", ("when was Khamenei operated on?",), "by whom?", "Khamenei operated"),
    Turn("h13", ("what did Khamenei tweet about Ferguson?",), "what about ISIS?", "Khamenei tweet"),
    Turn("h14", ("who supports Assad?",), "and who opposes him?", "Assad", "supports"),
    Turn(
        "h15",
        ("did Washington invite Syria to the conference?",),
        "and Iran?",
        "Washington invite conference",
    ),
    Turn(
        "h16", ("what did the New York Times report about Kerry?",), "and the AP?", "report Kerry"
    ),
    Turn(
        "h17",
        ("did Kerry rule out cooperation with Tehran?",),
        "on what grounds?",
        "Kerry rule cooperation Tehran",
    ),
    Turn(
        "h18",
        ("did Kerry rule out cooperation with Tehran?",),
        "and did Obama?",
        "rule cooperation Tehran",
    ),
    Turn("h19", ("what is IRNA?",), "who owns it?", "IRNA"),
    Turn("h20", ("what did Araqchi discuss with Sherman?",), "where?", "Araqchi discuss Sherman"),
    Turn(
        "h21", ("what did Khamenei call the strategy?",), "and the coalition?", "Khamenei call", ""
    ),
    Turn(
        "h22", ("who authorised the air strikes?",), "were they legal?", "air strikes", "authorised"
    ),
    Turn(
        "h23", ("what did Khamenei say about the coalition?",), "what is Kerry's view?", "coalition"
    ),
    Turn(
        "h24",
        ("what did Khamenei say about the coalition?",),
        "any reaction from Obama?",
        "coalition",
        "Khamenei",
    ),
    Turn(
        "h25",
        ("what did Khamenei say about the coalition?",),
        "did anyone disagree?",
        "coalition",
        "Khamenei",
    ),
    Turn("h26", ("who rejected the offer?",), "what happened in Ferguson?"),
    Turn("h27", ("who rejected the offer?",), "which state sponsors terror?"),
    Turn("h28", ("who rejected the offer?",), "how many nuclear plants does Iran have?"),
    Turn("h29", ("who rejected the offer?",), "who leads Iran's nuclear negotiations?"),
    Turn("h30", ("who rejected the offer?",), "is Syria a safe haven for ISIS?"),
    Turn("h31", ("who rejected the offer?",), "what did Assad's allies say about the air strikes?"),
    Turn("h32", ("who rejected the offer?",), "and which countries joined the military effort?"),
    Turn("h33", ("who rejected the offer?",), "was there a meeting between Kerry and Zarif?"),
    Turn("h34", ("who rejected the offer?",), "who is the deputy foreign minister of Iran?"),
    Turn("h35", ("who rejected the offer?",), "when did Kerry say that Iran was not welcome?"),
    Turn("h36", ("who rejected the offer?",), "explain the P5+1 talks"),
]
