import CBORTree
import CTAPMessages
import FIDOMetadata
import SafetyGuard

extension KeyUnderTest {
    /// Takes back what checks have written and left; what cannot be taken back stays among the traces.
    ///
    /// - Returns: Why something is still there, one clause for each reason.
    func undo() async -> [String] {
        var problems: [String] = []
        for trace in record.traces.credentials {
            do throws(CheckEnd) {
                try await delete(trace)
            } catch {
                problems.append(error.outcome.reason ?? "")
            }
        }
        if let original = record.traces.originalBlobs {
            do throws(CheckEnd) {
                try await writeBlobs(original)
            } catch {
                problems.append(error.outcome.reason ?? "")
            }
        }
        return problems
    }

    /// Deletes a credential, and looks whether it is gone.
    private func delete(_ trace: CredentialTrace) async throws(CheckEnd) {
        let token = try await token(.credentialManagement)
        // Of a credential whose answer was lost only the list knows the id; the guard reads it there as well.
        let found = try listed(of: trace.rpID, by: token).first { $0[0x06]?["id"]?.bytes == trace.userID }
        guard let id = found?[0x07]?["id"]?.bytes else {
            record.traces.forget(trace)
            return
        }
        let reply = try manage(.deleteCredential, id, by: token)
        try demand(reply.status == .success, "deleteCredential is answered \(reply.status.name)")
        let rest = try listed(of: trace.rpID, by: token).contains { $0[0x06]?["id"]?.bytes == trace.userID }
        try demand(!rest, "deleteCredential is answered CTAP2_OK, and the credential is still listed")
    }

    /// Writes the large-blob array, in pieces that the key can take (CTAP 2.1, 6.10.2).
    package func writeBlobs(_ array: [UInt8]) async throws(CheckEnd) {
        let piece = max(1, Int(clamping: try information().maxMsgSize ?? 1024) - 64)
        let token = try await token(.largeBlobWrite)
        var offset = 0
        while offset < array.count {
            let part = Array(array[offset..<min(array.count, offset + piece)])
            var call = CTAPCall(.largeBlobs, [(0x02, .bytes(part)), (0x03, .int(offset))])
            if offset == 0 { call = call.with(.member(0x04), .int(array.count)) }
            let reply = try self.call(call.authorized(by: token))
            try demand(reply.status == .success, "a piece of the large-blob array is answered \(reply.status.name)")
            offset += part.count
        }
    }
}

extension KeyTraces {
    /// What is left on the key and how it is removed, one clause each; nothing of it is anybody's.
    package var leftovers: [String] {
        credentials.map { trace in
            guard let id = trace.id else {
                return "a credential of \(trace.rpID) may be left on the key: `fido2-token -L -k \(trace.rpID) DEVICE` "
                    + "lists it, and `fido2-token -D -i ID DEVICE` removes it"
            }
            return
                "a credential of \(trace.rpID) is left on the key: `fido2-token -D -i \(Base64.encode(id, .standard)) DEVICE` "
                + "removes it"
        }
            + (originalBlobs == nil
                ? [] : ["an element of the large-blob array is left on the key, which nobody can read"])
    }
}
