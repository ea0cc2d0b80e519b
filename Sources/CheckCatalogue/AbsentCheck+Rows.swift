import Checks

extension AbsentCheck {
    static let keys = [
        AbsentCheck(
            "mc.store-full",
            "cp.hard-block",
            "cp.set",
            "cf.alwaysuv",
            "cf.setminpin",
            "cf.ep",
            subject: "a full credential store, a blocked PIN, a first PIN, and settings that only go one way",
            reason: "only a reset takes them back, or nothing does"
        ),
        AbsentCheck(
            "cp.soft-block",
            "cp.persist",
            "cp.keyagree-fresh",
            subject: "what three wrong PINs and a loss of power do to the tries and to the key agreement key",
            reason: "each costs tries beyond the one that cp.wrong1 gives back"
        ),
        AbsentCheck(
            "cp.nopin",
            subject: "a token from a key without a PIN is refused",
            reason: "on a key that has a PIN after all the request spends a try, so the guard keeps it back"
        ),
        AbsentCheck(
            "cm.badauth",
            subject: "credential management without a right proof is refused",
            reason:
                "some keys count a wrong one towards the block of the PIN; cp.perms sends right ones that do not suffice"
        ),
        AbsentCheck(
            subject: "the minimum length of the PIN, told to a relying party that may know it",
            reason: "authenticatorConfig alone lets one know it, and only a reset takes that back"
        ),
        AbsentCheck(
            "ex.unknown",
            subject: "an extension that nobody knows is passed over",
            reason: "a key that knows it could store something; mc.unk-opt does the same with an option"
        ),
        AbsentCheck(
            "ga.after-replug",
            subject: "a credential that the key does not store signs in after the key was pulled",
            reason: "somebody would have to pull each key in every run that asks for touches"
        ),
        AbsentCheck(
            "lc.reset-gate",
            subject: "a reset is refused later than ten seconds after power-up",
            reason: "a key that does not refuse it is erased by the question; lc.reset keeps within the time"
        ),
        AbsentCheck(
            "lc.removal",
            subject: "a key that is pulled in the middle of a request ends it cleanly",
            reason: "the kernel and this program do that, and no key; the tests of this program pull keys"
        ),
        AbsentCheck(
            "lc.two-keys",
            "lc.composite",
            subject: "of several keys, and of the faces of one, the chosen one is asked",
            reason: "a check has one device before it; `devices` joins the faces, and refuses a name that fits two"
        ),
        AbsentCheck(
            "lc.ccid-claim",
            subject: "FIDO works while the PC/SC service holds the same device's card",
            reason: "the service holds the card of such a device all the while, so each check of its key shows it"
        ),
    ]

    static let cards = [
        AbsentCheck(
            "nhs.series",
            subject: "the series of an NHS card",
            reason:
                "no answer of a card tells it for certain; `probe` gives a hint with its confidence, the manifest the series"
        ),
        AbsentCheck(
            "pr.ifsd",
            subject: "the negotiation of block sizes and clock rates with a card (IFSD, PPS)",
            reason: "the reader's driver does it, and PC/SC shows nothing of it but the protocol in use"
        ),
        AbsentCheck(
            "pr.clock",
            subject: "a card that gives no answer to reset is told as unresponsive",
            reason: "of such a card there is nothing to check; `probe` says that it is mute"
        ),
        AbsentCheck(
            subject: "instruction and class bytes that no standard names",
            reason: "nobody knows what they do to a card, so the guard lets none out; ap.bad-ins sends one that reads"
        ),
        AbsentCheck(
            "pin.block",
            subject: "a blocked PIN or PUK of a card",
            reason: "a blocked PUK stays so for ever, and for a blocked PIN one needs the PUK, which the issuer keeps"
        ),
        AbsentCheck(
            "pin.guard",
            "pin.floor",
            subject: "the guard's own rules and the floor of tries",
            reason: "they are no property of a device; the tests of this program prove them"
        ),
    ]

    static let bench = [
        AbsentCheck(
            "rd.list",
            subject: "the readers of a bench are all there, and keep their names",
            reason: "a check has one reader before it; `devices` lists them, by the USB port that a name may not tell"
        ),
        AbsentCheck(
            "rd.no-reader",
            subject: "a bench without readers, and a service that was stopped",
            reason: "without a reader there is nothing to check; `doctor` and `devices` tell the one from the other"
        ),
        AbsentCheck(
            "rd.extra",
            subject: "readers of SIM slots and of Windows Hello",
            reason: "Linux offers neither; virtual readers are listed by `devices`, and none is chosen by itself"
        ),
        AbsentCheck(
            "nhs.middleware",
            "nhs.cm-port",
            subject: "middleware, its version, and the ports of NHS Credential Management on the kiosk",
            reason: "they are on the kiosk, and the bench is another machine; the build manifest says what is installed"
        ),
        AbsentCheck(
            "nhs.removal-policy",
            subject: "whether pulling a card out logs the user off",
            reason: "the kiosk's client decides it, and the bench runs none; the manifest names the client"
        ),
        AbsentCheck(
            "rd.hotplug",
            "co.reader-mid",
            subject: "a reader that is pulled, in the middle of a command too, is noticed and comes back by its name",
            reason: "a check has its reader before it; the tests of this program pull readers, and see it noticed"
        ),
        AbsentCheck(
            "co.multi",
            subject: "two readers used at once",
            reason: "a check is made on one device; that several are is what every run of several devices shows"
        ),
        AbsentCheck(
            "co.txn-owner-exit",
            subject: "whether the service frees a card whose program has died in a transaction",
            reason: "that takes a second program to be killed, and is no property of a device"
        ),
        AbsentCheck(
            "co.autopower",
            subject: "when the service powers an idle card down",
            reason: "that is a setting of pcscd's build, and no property of a device"
        ),
    ]
}
