import FIDOMetadata
import Testing

struct TrustAnchorTests {
    @Test func theBuiltInRootsAreTheTwoThatTheServiceUses() {
        #expect(
            TrustAnchor.production.map(\.fingerprint) == [
                "cbb522d7b7f127ad6a0113865bdf1cd4102e7d0759af635a7cf4720dc963c53b",
                "4fa3126d8d3a11d1c4855a4f807cbad6cf919d3a5a88b03bea2c6372d93c40c9",
            ]
        )
        #expect(TrustAnchor.production.map(\.name) == ["GlobalSign Root CA - R3", "GlobalSign Root R46"])
    }

    @Test func anAnchorFileIsDEROrPEM() throws {
        let root = try TestWorld.shared.get().root
        let body = Base64.encode(root.der, .standard)
        var lines: [Substring] = []
        var rest = body[...]
        while !rest.isEmpty {
            lines.append(rest.prefix(64))
            rest = rest.dropFirst(64)
        }
        let pem = """
            Do not fetch this certificate dynamically!
            -----BEGIN CERTIFICATE-----
            \(lines.joined(separator: "\n"))
            -----END CERTIFICATE-----

            """
        #expect(try TrustAnchor(file: root.der).fingerprint == root.anchor.fingerprint)
        #expect(try TrustAnchor(file: Array(pem.utf8)).certificate == root.der)
        #expect(try TrustAnchor(file: root.der).name == "Root")
    }

    @Test(arguments: [
        "", "x", "-----BEGIN CERTIFICATE-----", "-----BEGIN CERTIFICATE-----\n*\n-----END CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----", "0",
    ])
    func refuses(text: String) {
        #expect(throws: CertificateFault.self) { try TrustAnchor(file: Array(text.utf8)) }
    }
}
