import Foundation

/// An old root, a new one, and the new one's key certified by the old; and the other way round.
struct CrossSigned {
    let old: TestIdentity
    let new: TestIdentity
    let newByOld: TestIdentity
    let oldByNew: TestIdentity
    let authority: TestIdentity
    let signer: TestIdentity

    init(crossExpired: Bool = false) throws {
        let expiry = TestAuthority.now + (crossExpired ? -1 : 1000)
        old = try TestAuthority.issue("Old Root", .authority(pathLength: nil))
        new = try TestAuthority.issue("New Root", .authority(pathLength: nil))
        newByOld = try TestAuthority.issue("New Root", .authority(pathLength: nil), by: old, key: new.key) {
            $0.notAfter = expiry
        }
        oldByNew = try TestAuthority.issue("Old Root", .authority(pathLength: nil), by: new, key: old.key) {
            $0.notAfter = expiry
        }
        authority = try TestAuthority.issue("Authority", .authority(pathLength: 0), by: new)
        signer = try TestAuthority.issue("Signer", .signer(names: [TestAuthority.host]), by: authority)
    }
}
