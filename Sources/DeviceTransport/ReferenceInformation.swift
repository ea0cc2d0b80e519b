/// getInfo as a client library decodes it, field by field.
///
/// The library fills what is absent with defaults; that is why it stands beside our own reading and never replaces it.
package struct ReferenceInformation: Hashable, Sendable {
    package var versions: [String] = []
    package var extensions: [String] = []
    package var transports: [String] = []
    /// 16 bytes.
    package var aaguid: [UInt8] = []
    package var options: [String: Bool] = [:]
    package var pinUvAuthProtocols: [UInt8] = []
    package var algorithms: [Algorithm] = []
    package var certifications: [String: UInt64] = [:]
    package var maxMsgSize: UInt64 = 0
    package var maxCredentialCountInList: UInt64 = 0
    package var maxCredentialIdLength: UInt64 = 0
    package var maxLargeBlob: UInt64 = 0
    package var maxCredBlobLength: UInt64 = 0
    package var maxRPIDsForSetMinPINLength: UInt64 = 0
    package var minPINLength: UInt64 = 0
    package var firmwareVersion: UInt64 = 0
    package var preferredPlatformUvAttempts: UInt64 = 0
    package var uvModality: UInt64 = 0
    package var remainingDiscoverableCredentials: Int64 = -1
    package var forcePINChange = false

    /// A key type with a COSE algorithm number.
    package struct Algorithm: Hashable, Sendable {
        package let type: String
        package let cose: Int

        package init(type: String, cose: Int) {
            self.type = type
            self.cose = cose
        }
    }

    package init() {}
}
