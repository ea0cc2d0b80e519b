import KioskBuild
import StrictYAML
import Testing

@Suite struct BuildManifestErrorTests {
    private func faults(of text: String) -> [String] {
        do {
            _ = try BuildManifest(bytes: Array(text.utf8), file: "build.yaml")
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    @Test(arguments: BrokenManifest.all)
    func says(_ broken: BrokenManifest) {
        #expect(faults(of: broken.text) == broken.faults.map { "build.yaml:\($0)" })
    }

    @Test func tableHoldsFortyRowsOfDistinctManifests() {
        #expect(BrokenManifest.all.count >= 40)
        #expect(Set(BrokenManifest.all.map(\.text)).count == BrokenManifest.all.count)
        #expect(faults(of: BrokenManifest.sound).isEmpty)
    }

    @Test func everyPrefixIsReadOrRefusedAtAPlace() {
        let bytes = Array(BrokenManifest.sound.utf8)
        var refused = 0
        for count in 0..<bytes.count {
            do {
                _ = try BuildManifest(bytes: Array(bytes[..<count]), file: "f")
            } catch {
                refused += 1
                #expect(error.problems.allSatisfy { $0.line >= 1 && $0.column >= 1 && !$0.message.isEmpty })
            }
        }
        #expect(refused > bytes.count / 2)
    }

    @Test func everyChangedByteIsReadOrRefused() {
        let bytes = Array(BrokenManifest.sound.utf8)
        let replacements: [UInt8] = [0x00, 0x0A, 0x20, 0x22, 0x2D, 0x39, 0x3A, 0x7B, 0xFF]
        for index in bytes.indices {
            var changed = bytes
            changed[index] = replacements[index % replacements.count]
            do {
                let manifest = try BuildManifest(bytes: changed, file: "f")
                #expect(!manifest.systems.isEmpty && !manifest.browsers.isEmpty)
            } catch {
                #expect(!error.problems.isEmpty)
            }
        }
    }
}
