import BenchTesting
import Testing

extension EndToEnd {
    /// `devices` against tools that know nothing of it.
    @Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(3)))
    struct DevicesTests {
        @Test(
            .enabled(if: Availability.hasTool("opensc-tool"), "opensc-tool is not installed"),
            .enabled(if: Availability.hasTool("fido2-token"), "fido2-token is not installed")
        )
        func listsWhatOtherToolsList() async throws {
            let bench = try await VirtualBenchProcess.start()
            try await bench.insertCard(into: bench.plugReader())
            _ = try await bench.plugReader(model: "omnikey-3x21", USBTraits(serial: "SN-7", port: "1-4.2"))
            try await bench.insertCard(into: bench.plugReader(), model: "plain-t0")
            _ = try await bench.plugKey(USBTraits(serial: "K-1"))
            _ = try await bench.plugKey(model: "u2f", USBTraits(ids: "1050:0120", product: "Security Key"))
            let composite = try await bench.plugKey(
                card: "piv-t1",
                USBTraits(ids: "1050:0407", serial: "42", port: "1-9")
            )

            let run = try await bench.touchstone(["devices", "--format", "json"])
            #expect(run.exitCode == 0 && run.errorText.isEmpty, "\(run)")
            let document = try run.document(DevicesDocument.self)
            #expect(document.schema == "touchstone.devices/1")
            let devices = document.result.devices
            #expect(devices.count == 6 && devices.map(\.position) == Array(1...6))

            let readers = devices.flatMap(\.readers)
            #expect(Set(readers.map(\.name)) == Set(try await openSCReaders(bench)))
            #expect(readers.count == 4)
            for (index, name) in try await openSCReaders(bench).enumerated() {
                let atr = try await bench.run("opensc-tool", ["--reader", "\(index)", "--atr"])
                let reader = try #require(readers.first { $0.name == name })
                let expected = atr.exitCode == 0 ? atr.output.filter(\.isHexDigit) : nil
                #expect(reader.answerToReset == expected, "\(name): \(atr)")
                #expect(reader.state == (expected == nil ? "empty" : "card"))
            }
            #expect(Set(devices.compactMap(Self.tokenLine)) == Set(try await bench.run("fido2-token", ["-L"]).lines))

            let joined = try #require(devices.first { $0.usb?.port == composite.port })
            #expect(joined.kind == "composite" && joined.node == composite.node)
            #expect(joined.readers.map(\.name) == ["Yubico YubiKey OTP+FIDO+CCID [CCID] (42) 03 00"])
        }

        @Test func eachDeviceHasItsUSBIdentity() async throws {
            let bench = try await VirtualBenchProcess.start()
            _ = try await bench.plugReader(model: "omnikey-3x21", USBTraits(serial: "SN-7", port: "1-4.2"))
            _ = try await bench.plugKey(USBTraits(revision: "0543", serial: "K-1", port: "1-3"))
            let devices = try await bench.touchstone(["devices", "--format", "json"])
                .document(DevicesDocument.self).result.devices
            let reader = try #require(devices.first { $0.kind == "reader" }?.usb)
            #expect(reader.vendorID == "076b" && reader.productID == "3031")
            #expect(reader.serialNumber == "SN-7" && reader.port == "1-4.2")
            let key = DevicesDocument.USB(
                vendorID: "1209",
                productID: "f1d2",
                bcdDevice: "0543",
                manufacturer: "Touchstone",
                product: "Model Two",
                serialNumber: "K-1",
                port: "1-3"
            )
            #expect(devices.first { $0.kind == "security-key" }?.usb == key)
        }

        /// As `fido2-token -L` would write it.
        private static func tokenLine(_ device: DevicesDocument.Device) -> String? {
            guard let node = device.node, let usb = device.usb else { return nil }
            let name = [usb.manufacturer, usb.product].compactMap(\.self).joined(separator: " ")
            return "\(node): vendor=0x\(usb.vendorID), product=0x\(usb.productID) (\(name))"
        }

        /// In the order by which `opensc-tool --reader` counts.
        private func openSCReaders(_ bench: VirtualBenchProcess) async throws -> [String] {
            let list = try await bench.run("opensc-tool", ["--list-readers"])
            return list.lines.dropFirst(2)
                .compactMap { line in
                    // Number, card, features, name: the features column may be empty.
                    let fields = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
                    return fields.count == 3 ? fields[2].trimmingPrefix { $0 == " " } : nil
                }
                .map(String.init)
        }
    }
}
