import CTAPMessages
import Synchronization

/// A card that knows one answer.
struct PlainCard: VirtualCard {
    func reset(warm: Bool) -> [UInt8]? {
        [0x3B, 0x85, 0x80, 0x01, 0x54, 0x4F, 0x55, 0x43, 0x48, warm ? 0x4B : 0x4A]
    }

    func respond(to command: [UInt8]) -> [UInt8]? { [0x6D, 0x00] }
}

/// A key that answers INIT and getInfo.
final class PlainAuthenticator: VirtualAuthenticator {
    func receive(_ report: [UInt8]) -> [TimedReport] {
        guard report.count == 64 else { return [] }
        switch report[4] {
        case 0x86: return [answer(report, Array(report[7..<15]) + [0, 0, 0, 1, 2, 5, 4, 3, 4])]
        case 0x90 where report[7] == 4:
            return [
                answer(
                    report,
                    [0x00, 0xA2, 0x01, 0x81, 0x68] + Array("FIDO_2_0".utf8) + [0x03, 0x50]
                        + Array("TOUCHSTONE STAND".utf8)
                )
            ]
        default: return [answer(report, [0x01])]
        }
    }

    private func answer(_ request: [UInt8], _ payload: [UInt8]) -> TimedReport {
        let command: UInt8 = payload.count == 1 ? 0xBF : request[4]
        let head = Array(request[0..<4]) + [command, 0, UInt8(payload.count)]
        let bytes = head + payload
        return TimedReport(after: .zero, report: bytes + [UInt8](repeating: 0, count: 64 - bytes.count))
    }
}
