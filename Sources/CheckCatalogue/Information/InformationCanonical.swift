import CBORTree
import Checks

extension Check where Subject == KeyUnderTest {
    static let informationCanonical = Self(
        "gi.canonical",
        "getInfo is in canonical form: keys sorted, no key twice, lengths as short as they can be",
        clause: .ctap("8"),
        needs: [.ctap2],
        because: "libfido2 and others refuse an answer whose keys are out of order, and the key with it."
    ) { key throws(CheckEnd) in
        let tree: CBORItem
        do { tree = try CBORItem(parsing: key.informationBytes()) } catch let error as CBORError {
            throw .failed("getInfo is no CBOR: \(error)")
        } catch {
            throw error as? CheckEnd ?? .notRun(.us, "\(error)")
        }
        let findings = tree.canonicalFindings().map(\.description)
        try demand(findings.isEmpty, findings.joined(separator: "; "))
    }
}
