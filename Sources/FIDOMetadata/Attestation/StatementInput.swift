import CBORTree
import Crypto

/// What every statement format's procedure starts from.
struct StatementInput {
    let object: AttestationObject
    let clientDataHash: [UInt8]

    var data: AuthenticatorData { object.authenticatorData }

    /// What most formats sign: authenticator data, then client data hash.
    var signedBytes: [UInt8] { data.bytes + clientDataHash }

    /// Runs the procedure of the object's format.
    func read() -> StatementReading {
        switch object.format {
        case .packed: readPacked()
        case .fidoU2F: readU2F()
        case .tpm: readTPM()
        case .androidKey: readAndroidKey()
        case .apple: readApple()
        case AttestationFormat.none: readNone()
        default: readUnknown()
        }
    }

    private func readNone() -> StatementReading {
        var reading = StatementReading()
        reading.kind = .none
        reading.require(
            object.statement.entries?.isEmpty == true,
            .syntax(.none),
            "the statement of format none is not empty"
        )
        reading.fail(.noAttestation, "the authenticator gave no attestation")
        return reading
    }

    private func readUnknown() -> StatementReading {
        var reading = StatementReading()
        reading.fail(.format, "the format \(object.format) is not verified here")
        return reading
    }
}
