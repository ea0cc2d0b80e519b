import CheckCatalogue
import Checks
import Testing

/// Whatever a lab may look for is a check, a check by another name, or has a reason why it is none.
@Suite struct NotObservedTests {
    private let catalogue = Set(Catalogue.all.entries.map(\.description.id))
    private let absent = AbsentCheck.all.flatMap(\.ids)
    private let renamed = RenamedCheck.all.map(\.id)

    /// What public lists of checks name, by area (CTAP 2.1, ISO/IEC 7816-3 and -4, PC/SC, NHS).
    private static let lists = [
        "ap": "61xx 6cxx bad-cla case1-4 chain ext getdata sel-auth sel-fido sel-isd sel-none sel-piv",
        "at": "aaguid-ext anchor ep fwscope level none packed-sig types u2f x5c-req",
        "atr": "cold-warm contactless ident proto repeat syntax tck",
        "cf": "alwaysuv bio ep setminpin",
        "cm": "badauth delete enum meta update",
        "co": """
        autopower cancel insert-detect multi reader-mid removal-mid stress timeout txn txn-exclusive \
        txn-extra-end txn-owner-exit txn-reset
        """,
        "cp": """
        badtype change hard-block keyagree keyagree-fresh nopin perms persist retries-read set \
        soft-block token wrong1 zero-len
        """,
        "ex": "credblob credprotect hmac largeblobkey minpin unknown",
        "ga": """
        after-replug allow-bad badtype counter missing next no-cred ok rk-opt rp-mismatch up-false \
        user-omit uv
        """,
        "gi": """
        aaguid algs certs firmware forcepin limits mds-equal minpin options pinproto shape \
        stable transports versions
        """,
        "hid": """
        abort-by-init bad-cmd bad-seq busy cancel cid-bcast cid0 idle-silence init init-unique \
        keepalive lock msg-timeout oversize ping stray-cont wink
        """,
        "lc": "ccid-claim composite persist pinauth-regen removal reset reset-gate two-keys",
        "mc": """
        attpref authdata badtype exclude exclude-bad missing no-touch ok params rk rp store-full \
        unique unk-opt up-false user
        """,
        "nfc": "bad-ins bad-lc chain ext getresp select",
        "nhs": "certs cm-port middleware removal-policy series",
        "pin": "before-after block floor guard piv-lc0 wrong-pin",
        "pr": "any clock ifsd raw-direct t0 t1",
        "rd": "attr extra hotplug list no-reader part10 pinpad usb-id",
    ]

    @Test func eachIsSomewhere() {
        let wanted = Self.lists.flatMap { area, names in
            names.split(separator: " ").map { CheckID(rawValue: "\(area).\($0)") }
        }
        #expect(wanted.count > 130)
        let known = catalogue.union(absent).union(renamed)
        #expect(wanted.filter { !known.contains($0) }.sorted().isEmpty)
    }

    @Test func noneIsInTwoPlaces() {
        let places = Array(catalogue) + absent + renamed
        let twice = Dictionary(grouping: places) { $0 }.filter { $1.count > 1 }.keys.sorted()
        #expect(twice.isEmpty)
        for id in places { #expect(id.isWellFormed, "\(id)") }
    }

    @Test func theOtherNamesAreOfChecks() {
        for entry in RenamedCheck.all {
            #expect(!entry.checks.isEmpty && catalogue.isSuperset(of: entry.checks), "\(entry.id)")
        }
    }

    @Test func eachReasonIsASentence() {
        for entry in AbsentCheck.all {
            #expect(!entry.subject.isEmpty && !entry.reason.isEmpty)
            #expect(!entry.reason.hasSuffix("."), "\(entry.subject)")
        }
    }
}
