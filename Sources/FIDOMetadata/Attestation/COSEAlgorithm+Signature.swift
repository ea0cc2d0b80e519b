import Crypto
import CTAPMessages
import X509

extension COSEAlgorithm {
    /// How X.509 calls the algorithm; `nil` for one that cannot be verified here.
    var signatureAlgorithm: Certificate.SignatureAlgorithm? {
        switch self {
        case .es256, .esp256: .ecdsaWithSHA256
        case .es384, .esp384: .ecdsaWithSHA384
        case .es512, .esp512: .ecdsaWithSHA512
        case .edDSA, .ed25519: .ed25519
        case .rs256: .sha256WithRSAEncryption
        case .rs1: .sha1WithRSAEncryption
        default: nil
        }
    }

    /// Hashes with the algorithm's hash function; `nil` for one that has none of its own, as EdDSA.
    func hash(_ bytes: [UInt8]) -> [UInt8]? {
        switch self {
        case .es256, .esp256, .rs256: Array(SHA256.hash(data: bytes))
        case .es384, .esp384: Array(SHA384.hash(data: bytes))
        case .es512, .esp512: Array(SHA512.hash(data: bytes))
        case .rs1: Array(Insecure.SHA1.hash(data: bytes))
        default: nil
        }
    }
}
