import BenchTesting
import Testing

/// Credentials through the unmodified libfido2 tools.
@Suite(
    .enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"),
    .enabled(if: Availability.hasTool("fido2-cred"), "fido2-cred is not installed"),
    .timeLimit(.minutes(2))
)
struct CeremonyToolTests {
    /// Base64 of 32 bytes.
    private static let hash = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

    @Test(arguments: ["level2", "level1", "self-attested", "u2f"])
    func credentialAndAssertionVerify(model: String) async throws {
        let bench = try await VirtualBenchProcess.start()
        let key = try await bench.plugKey(model: model, touch: .milliseconds(50))
        let flags = model == "u2f" ? ["-u"] : []
        let parameters = "\(Self.hash)\nexample.test\nuser\nAQIDBA==\n"
        let made = try await bench.run("fido2-cred", ["-M"] + flags + [key.node], input: parameters)
        #expect(made.exitCode == 0, "\(made)")
        let verified = try await bench.run("fido2-cred", ["-V"], input: made.output)
        #expect(verified.exitCode == 0, "\(verified)")
        let identifier = try #require(verified.lines.first)
        let wish = "\(Self.hash)\nexample.test\n\(identifier)\n"
        let assertion = try await bench.run("fido2-assert", ["-G"] + flags + [key.node], input: wish)
        #expect(assertion.exitCode == 0, "\(assertion)")
    }

    @Test func aKeyWithoutPINIsRepluggedAndReset() async throws {
        let bench = try await VirtualBenchProcess.start()
        let key = try await bench.plugKey(model: "self-attested", touch: .zero)
        let information = try await bench.run("fido2-token", ["-I", key.node])
        #expect(information.output.contains("noclientPin"), "\(information)")
        let again = try await bench.replug(key)
        let reset = try await bench.run("fido2-token", ["-R", again.node])
        #expect(reset.exitCode == 0, "\(reset)")
    }
}
