package import Checks

/// Something that other lists of checks have by one name, and this catalogue under others.
package struct RenamedCheck: Sendable {
    /// What other lists call it.
    package let id: CheckID
    /// Which checks here tell the same.
    package let checks: [CheckID]

    package static let all = [
        RenamedCheck(
            id: "ap.case1-4",
            checks: ["ap.case1", "ap.case2", "ap.case3", "ap.case4", "ap.case2e", "ap.case3e", "ap.case4e"]
        ),
        RenamedCheck(id: "at.none", checks: ["at.vouched", "gi.aaguid", "mc.aaguid"]),
        RenamedCheck(id: "cf.bio", checks: ["be.modality", "be.sensor"]),
        RenamedCheck(id: "nfc.select", checks: ["ap.sel-fido"]),
    ]
}
