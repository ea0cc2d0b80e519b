import CBORTree
import CTAPMessages

/// The parameters of makeCredential, read and of the right types (CTAP 2.1, 6.1).
struct CredentialRequest {
    let clientDataHash: [UInt8]
    let rpID: String
    let userID: [UInt8]
    let userName: String?
    let userDisplayName: String?
    let algorithms: [COSEAlgorithm]
    let excluded: [[UInt8]]
    let extensions: Parameters?
    let isDiscoverable: Bool
    let presence: Bool?
    let verification: Bool?
    let enterprise: UInt64?
    /// The formats that are preferred, the best first (CTAP 2.2, 6.1).
    let formats: [String]

    init(_ parameters: Parameters, atMost limit: UInt64?) throws(Refusal) {
        clientDataHash = try required(parameters.bytes(0x01))
        let rp = try required(parameters.parameters(0x02))
        let user = try required(parameters.parameters(0x03))
        let offered = try required(parameters.list(0x04))
        rpID = try required(rp.text("id"))
        _ = try rp.text("name")
        userID = try required(user.bytes("id"))
        userName = try user.text("name")
        userDisplayName = try user.text("displayName")
        var algorithms: [COSEAlgorithm] = []
        for item in offered {
            let parameter = try Parameters(item)
            let type = try required(parameter.text("type"))
            let algorithm = try required(parameter.integer("alg"))
            if type == "public-key" { algorithms.append(COSEAlgorithm(rawValue: algorithm)) }
        }
        self.algorithms = algorithms
        excluded = try parameters.credentialIDs(0x05, atMost: limit) ?? []
        extensions = try parameters.parameters(0x06)
        let options = try parameters.options(0x07)
        isDiscoverable = options.rk ?? false
        presence = options.up
        verification = options.uv
        enterprise = try parameters.number(0x0A)
        formats = try parameters.list(0x0B)?.compactMap(\.text) ?? []
        guard (1...64).contains(userID.count), clientDataHash.count == 32 else { throw Refusal(.invalidLength) }
    }
}
