import CBORTree
import CTAPMessages
import DeviceTransport
import FIDO2Driver
import SoftwareAuthenticator
import Testing
import ThreadExecutor
import TransportTesting

@Suite(.timeLimit(.minutes(1))) struct LibFIDO2ClientTests {
    private func client(_ model: AuthenticatorModel) -> (LibFIDO2Client, SoftwareReportChannel) {
        let channel = SoftwareReportChannel(SoftwareAuthenticator(model: model))
        return (LibFIDO2Client(over: channel), channel)
    }

    /// CTAPHID commands of the requests that reached the key, without continuation packets.
    private func requests(_ channel: SoftwareReportChannel) -> [CTAPHIDCommand] {
        channel.written.filter { $0[4] & 0x80 != 0 }.map { CTAPHIDCommand(rawValue: $0[4]) }
    }

    @Test func opensAKeyOfCTAP21() throws {
        let (client, channel) = client(.level2Key)
        let opening = try client.open(within: .seconds(2))
        #expect(opening.protocolVersion == 2)
        #expect(opening.deviceVersion == [2, 1, 0])
        #expect(opening.capabilities == [.wink, .cbor, .noMessage])
        #expect(opening.getInfoRefusal == nil)
        let getInfo = try #require(opening.getInfo)
        #expect(getInfo.first == 0xB4, "a map of 20 members")
        #expect(requests(channel) == [.initialize, .cbor])
        client.close()
        #expect(channel.isClosed)
    }

    @Test func aProbeIsThreeExchanges() throws {
        let (client, channel) = client(.level2Key)
        _ = try client.open(within: .seconds(2))
        _ = try client.referenceInformation()
        #expect(try client.pinRetries(within: .seconds(2)) == .value(8))
        _ = try client.referenceInformation()
        #expect(requests(channel) == [.initialize, .cbor, .cbor])
        #expect(try client.uvRetries(within: .seconds(2)) == .value(5))
        #expect(requests(channel).count == 4)
        client.close()
    }

    @Test func libraryReadsEveryMember() throws {
        let (client, _) = client(.level2Key)
        _ = try client.open(within: .seconds(2))
        var expected = ReferenceInformation()
        expected.versions = ["FIDO_2_0", "FIDO_2_1"]
        expected.extensions = ["credBlob", "credProtect", "hmac-secret", "largeBlobKey", "minPinLength"]
        expected.transports = ["usb"]
        expected.aaguid = Array("touchstone-two-1".utf8)
        expected.options = [
            "rk": true, "up": true, "uv": true, "plat": false, "uvToken": true, "alwaysUv": false, "credMgmt": true,
            "authnrCfg": true, "bioEnroll": true, "clientPin": true, "largeBlobs": true, "pinUvAuthToken": true,
            "setMinPINLength": true, "makeCredUvNotRqd": true,
        ]
        expected.pinUvAuthProtocols = [2, 1]
        expected.algorithms = [
            ReferenceInformation.Algorithm(type: "public-key", cose: -7),
            ReferenceInformation.Algorithm(type: "public-key", cose: -8),
        ]
        expected.certifications = ["FIDO": 3]
        expected.maxMsgSize = 1200
        expected.maxCredentialCountInList = 8
        expected.maxCredentialIdLength = 128
        expected.maxLargeBlob = 2048
        expected.maxCredBlobLength = 32
        expected.maxRPIDsForSetMinPINLength = 4
        expected.minPINLength = 4
        expected.firmwareVersion = 0x0002_0100
        expected.preferredPlatformUvAttempts = 3
        expected.uvModality = 2
        expected.remainingDiscoverableCredentials = 96
        #expect(try client.referenceInformation() == expected)
        client.close()
    }

    @Test func forcedPINChangeShows() throws {
        var model = AuthenticatorModel.level2Key
        model.information?[0x0C] = true
        let (client, _) = client(model)
        _ = try client.open(within: .seconds(2))
        #expect(try client.referenceInformation().forcePINChange)
        client.close()
    }

    @Test func opensAKeyOfCTAP20() throws {
        let (client, _) = client(.level1Key)
        let opening = try client.open(within: .seconds(2))
        #expect(opening.capabilities == [.wink, .cbor])
        #expect(opening.getInfo?.first == 0xA6)
        let information = try client.referenceInformation()
        #expect(information.versions == ["U2F_V2", "FIDO_2_0"])
        #expect(information.remainingDiscoverableCredentials == -1)
        #expect(try client.pinRetries(within: .seconds(2)) == .value(8))
        #expect(try client.uvRetries(within: .seconds(2)) == .refused(.invalidParameter))
        client.close()
    }

    @Test func opensAKeyOfU2F() throws {
        let (client, channel) = client(.u2fKey)
        let opening = try client.open(within: .seconds(2))
        #expect(opening.capabilities == [.wink])
        #expect(opening.getInfo == nil)
        #expect(opening.getInfoRefusal == nil)
        #expect(requests(channel) == [.initialize])
        #expect(throws: TransportError(.unsupported, operation: "fido_dev_get_cbor_info")) {
            try client.referenceInformation()
        }
        #expect(throws: TransportError(.unsupported, operation: "fido_dev_get_retry_count")) {
            try client.pinRetries(within: .seconds(2))
        }
        #expect(requests(channel) == [.initialize])
        client.close()
    }

    /// libfido2 gives up on answers above 2048 bytes; what the key said is kept all the same.
    @Test func keepsAnAnswerThatTheLibraryIsTooSmallFor() throws {
        var model = AuthenticatorModel.level2Key
        model.information?[0x7F] = .bytes(Array(repeating: 0xA5, count: 4000))
        let (client, _) = client(model)
        let opening = try client.open(within: .seconds(2))
        #expect(try #require(opening.getInfo).count > 4000)
        let error = #expect(throws: TransportError.self) { try client.referenceInformation() }
        #expect(error?.original?.source == "libfido2")
        #expect(try client.pinRetries(within: .seconds(2)) == .value(8))
        client.close()
    }

    @Test func refusedRetriesAreAnAnswer() throws {
        let channel = SoftwareReportChannel(
            SoftwareAuthenticator(model: .level2Key, faults: [.refuse(command: 0x06, status: 0xF3)])
        )
        let client = LibFIDO2Client(over: channel)
        _ = try client.open(within: .seconds(2))
        #expect(try client.pinRetries(within: .seconds(2)) == .refused(CTAPStatus(rawValue: 0xF3)))
        client.close()
    }

    @Test func nothingWorksBeforeOpeningOrAfterClosing() throws {
        let (client, channel) = client(.level2Key)
        let notOpen = TransportError(.deviceRemoved, operation: "fido_dev_get_retry_count")
        #expect(throws: notOpen) { try client.pinRetries(within: .seconds(1)) }
        _ = try client.open(within: .seconds(2))
        client.close()
        client.close()
        #expect(throws: notOpen) { try client.pinRetries(within: .seconds(1)) }
        #expect(requests(channel).count == 2)
    }

    @Test func worksOverANode() async throws {
        let key = try PseudoTerminalKey.plugIn(SoftwareAuthenticator(model: .level2Key))
        let thread = try DeviceThread(name: key.path)
        let retries = try await thread.run("probe") {
            let client = LibFIDO2Client(
                over: try HIDRawChannel(opening: key.path, on: thread, within: .seconds(1))
            )
            defer { client.close() }
            let opening = try client.open(within: .seconds(2))
            #expect(opening.getInfo?.first == 0xB4)
            return try client.pinRetries(within: .seconds(2))
        }
        #expect(retries == .value(8))
    }

    @Test func opensSideBySide() async throws {
        try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
            for index in 0..<8 {
                group.addTask {
                    let thread = try DeviceThread(name: "key \(index)")
                    var model = AuthenticatorModel.level2Key
                    model.information?[0x0E] = .int(index)
                    let client = LibFIDO2Client(
                        over: SoftwareReportChannel(
                            SoftwareAuthenticator(model: model, faults: [.slow(.milliseconds(100))])
                        )
                    )
                    return try await thread.run("open") {
                        defer { client.close() }
                        let getInfo = try client.open(within: .seconds(2)).getInfo
                        #expect(try client.referenceInformation().firmwareVersion == UInt64(index))
                        return getInfo
                    }
                }
            }
            var answers: Set<[UInt8]?> = []
            for try await answer in group { answers.insert(answer) }
            #expect(answers.count == 8)
        }
    }

    @Test func twoHundredProbesLeakNothing() async throws {
        let key = try PseudoTerminalKey.plugIn(SoftwareAuthenticator(model: .level2Key))
        let thread = try DeviceThread(name: key.path)
        let before = openDescriptors(of: key.path)
        try #require(before == 1)
        for _ in 0..<200 {
            try await thread.run("probe") {
                let client = LibFIDO2Client(
                    over: try HIDRawChannel(opening: key.path, on: thread, within: .seconds(1))
                )
                _ = try client.open(within: .seconds(2))
                _ = try client.pinRetries(within: .seconds(2))
                client.close()
            }
        }
        #expect(openDescriptors(of: key.path) == before)
    }
}
