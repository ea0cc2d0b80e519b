import CPCSCLite
package import DeviceTransport
import ThreadExecutor

extension PCSCChannel {
    package func beginTransaction(within limit: Duration) throws(TransportError) {
        let operation = "SCardBeginTransaction"
        let connection = try connection(operation)
        var isHeld = false
        do throws(TransportError) {
            let code = try thread.blocking(operation, within: limit) {
                let code = PCSCCalls.beginTransaction(connection.card.rawValue)
                isHeld = code == .success
                return code
            }
            try code.check(operation, subject: readerName)
        } catch {
            // Whoever waited has given up: a transaction that nobody knows of would keep everybody out for good.
            if isHeld { PCSCCalls.endTransaction(connection.card.rawValue) }
            throw error
        }
    }

    package func endTransaction(within limit: Duration) throws(TransportError) {
        try perform("SCardEndTransaction", within: limit) { PCSCCalls.endTransaction($0) }
    }

    package func reconnect(as sharing: CardSharing, within limit: Duration) throws(TransportError) {
        let wasAlone = self.sharing == .exclusive
        try reconnect(as: sharing, .leave, within: limit)
        if wasAlone, sharing != .exclusive { try unlock(within: limit) }
    }

    /// Ends the lock that pcsc-lite 1.9.9 leaves behind when a connection that had the card alone shares it again.
    ///
    /// The lock is that of a transaction, and other connections wait for its end for ever. Where there is none, ending it is
    /// refused and nothing happens.
    private func unlock(within limit: Duration) throws(TransportError) {
        let connection = try connection("SCardEndTransaction")
        for _ in 0..<Self.maximumLocks {
            let code = try thread.blocking("SCardEndTransaction", within: limit) {
                PCSCCalls.endTransaction(connection.card.rawValue)
            }
            guard code == .success else { return }
        }
    }

    private static var maximumLocks: Int { 8 }

    /// What the reader's driver can do beyond APDUs (PC/SC part 10, 2.2).
    package func features(within limit: Duration) throws(TransportError) -> [ReaderFeature] {
        let request = UInt32(truncatingIfNeeded: cpcsclite_feature_request())
        do throws(TransportError) {
            return try ReaderFeature.list(parsing: try control(request, [], within: limit))
        } catch {
            throw error.adding(subject: readerName)
        }
    }

    /// What the reader's driver says of the reader; empty when it has no such feature.
    package func properties(within limit: Duration) throws(TransportError) -> [ReaderProperty] {
        let deadline = ContinuousClock.now + limit
        guard let feature = try features(within: limit).first(where: { $0.tag == .tlvProperties }) else { return [] }
        let answer = try control(feature.controlCode, [], within: max(.zero, deadline - .now))
        do throws(TransportError) {
            return try ReaderProperty.list(parsing: answer)
        } catch {
            throw error.adding(subject: readerName)
        }
    }

    /// Where the reader is plugged in, when its driver tells.
    package func usbAddress(within limit: Duration) throws(TransportError) -> USBAddress? {
        do throws(TransportError) {
            return USBAddress(channelID: try attribute(ReaderAttribute.channelID, within: limit))
        } catch  where error.code == .unsupported {
            return nil
        }
    }
}

/// Attributes of a reader (PC/SC part 3, 3.1.4).
package enum ReaderAttribute {
    package static let vendorName = UInt32(truncatingIfNeeded: cpcsclite_attr_vendor_name())
    package static let vendorVersion = UInt32(truncatingIfNeeded: cpcsclite_attr_vendor_ifd_version())
    package static let vendorSerialNumber = UInt32(truncatingIfNeeded: cpcsclite_attr_vendor_ifd_serial_no())
    package static let channelID = UInt32(truncatingIfNeeded: cpcsclite_attr_channel_id())
    package static let maximumInput = UInt32(truncatingIfNeeded: cpcsclite_attr_max_input())
    package static let cardPresence = UInt32(truncatingIfNeeded: cpcsclite_attr_icc_presence())
    package static let cardInterfaceStatus = UInt32(truncatingIfNeeded: cpcsclite_attr_icc_interface_status())
    package static let answerToReset = UInt32(truncatingIfNeeded: cpcsclite_attr_atr_string())
}
