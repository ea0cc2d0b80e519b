import CBORTree
import CTAPMessages
import CheckCatalogue
import Checks
import DeviceTransport
import ISO7816
import SafetyGuard
import SoftwareAuthenticator
import SoftwareCard
import Synchronization
import Testing
import ThreadExecutor
import TransportTesting

/// No command of class D3 or D4 leaves, whatever a check tries.
///
/// What leaves is judged by a list of its own, byte by byte, so that a hole in the guard's tables shows.
@Suite struct SafetyProofTests {
    /// Commands that spend something or cannot be undone, as they stand on the wire.
    static func isForbidden(_ message: CTAPHIDMessage) -> Bool {
        guard message.command == .cbor, let command = message.payload.first else {
            return ![.ping, .initialize, .wink, .lock, .cancel, .message, .reserved].contains(message.command)
        }
        let parameters = try? CBORItem(parsing: Array(message.payload.dropFirst()))
        switch command {
        case 0x01:
            return parameters?[0x07]?["uv"] == true || parameters?[0x07]?["rk"] == true || isFilled(parameters?[0x08])
        case 0x02: return parameters?[0x05]?["uv"] == true || isFilled(parameters?[0x06])
        case 0x04, 0x08, 0x0B: return false
        case 0x06: return ![1, 2, 7].contains(parameters?[0x02]?.integer)
        case 0x09: return parameters?[0x06]?.bool != true && parameters?[0x02]?.integer != 7
        case 0x0C: return parameters?[0x02] != nil || parameters?[0x01] == nil
        default: return true
        }
    }

    private static func isFilled(_ item: CBORItem?) -> Bool { item.map { $0.bytes != [] } ?? false }

    static func isForbidden(_ command: [UInt8]) -> Bool {
        guard command.count >= 4 else { return true }
        switch command[1] {
        case 0xA4, 0xB0, 0xB2, 0xC0, 0xCA, 0xCB, 0x84: return false
        case 0x20: return command.count > 5 || command[2] != 0
        case 0x03: return command[0] != 0
        // FIDO behind a reader: getInfo, and the tries at its PIN in one piece and in three.
        case 0x10:
            let isShort = command.count > 5 && command[4] != 0
            let data = isShort ? command.dropFirst(5).prefix(Int(command[4])) : command.dropFirst(7).dropLast(2)
            let read: [[UInt8]] = [[4], [6, 0xA2, 1, 1, 2, 1], [6], [0xA2, 1], [1, 2, 1]]
            return command[0] & 0xEF != 0x80 || !read.contains(Array(data))
        default: return true
        }
    }

    @Test func theWholeCatalogueSendsNothingForbidden() async throws {
        for model in SoundDeviceTests.models {
            var model = model
            model.touch = .milliseconds(600)
            let spy = SpiedDevice(authenticator: SoftwareAuthenticator(model: model))
            _ = try await SpiedDevice.run(Catalogue.all.entries, on: spy, allowance: .d4)
            #expect(spy.log.messages.count > 30)
            for message in spy.log.messages { #expect(!Self.isForbidden(message), "\(message)") }
        }
        for card in CardModel.all {
            let spy = SpiedDevice(card: SoftwareCard(model: card))
            _ = try await SpiedDevice.run(Catalogue.all.entries, on: spy, allowance: .d4)
            #expect(spy.log.commands.count > 1000)
            for command in spy.log.commands { #expect(!Self.isForbidden(command), "\(command)") }
        }
    }

    /// Checks that try it all the same: they say that they only read, or say what they do, or say it of a need.
    @Test(arguments: Rogue.all)
    func aRogueIsRefused(rogue: Rogue) async throws {
        for declared in DangerClass.allCases {
            let spy = SpiedDevice(authenticator: SoftwareAuthenticator(model: .level2Key), card: SoftwareCard())
            let results = try await SpiedDevice.run(rogue.entries(declaring: declared), on: spy, allowance: .d4)
            #expect(spy.log.messages.allSatisfy { !Self.isForbidden($0) }, "\(rogue)")
            #expect(spy.log.commands.allSatisfy { !Self.isForbidden($0) }, "\(rogue)")
            let outcome = try #require(results.first { $0.id == "rogue.try" }?.outcome)
            #expect(outcome.verdict == .notRun, "\(rogue): \(outcome)")
            #expect(outcome.party == (declared > .d2 ? .person : .us), "\(rogue): \(outcome)")
        }
    }

    /// The same without the guard's rule: the proof above would not hold.
    @Test(arguments: Rogue.all)
    func withoutItsRuleTheProofFails(rogue: Rogue) async throws {
        let spy = SpiedDevice(authenticator: SoftwareAuthenticator(model: .level2Key), card: SoftwareCard())
        let thread = try DeviceThread(name: "mutant")
        try await thread.run("rogue") {
            switch rogue.command {
            case .ctap(let request):
                let channel = GuardedReportChannel(
                    wrapping: try spy.openKey(on: thread, within: .seconds(1)),
                    allowing: rogue.danger
                )
                for report in try CTAPHIDMessage(channel: 1, command: .cbor, payload: request).reports() {
                    try channel.write(report, within: .seconds(1))
                }
            case .card(let command):
                let channel = try spy.openSlot(0, isDirect: false, on: thread, within: .seconds(1))
                _ = try GuardedSmartCardChannel(wrapping: channel, allowing: rogue.danger)
                    .transmit(command, within: .seconds(1))
            }
        }
        let isSeen =
            spy.log.messages.contains(where: Self.isForbidden) || spy.log.commands.contains(where: Self.isForbidden)
        #expect(isSeen, "\(rogue)")
    }
}
