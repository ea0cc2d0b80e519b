import Foundation

/// `openssl s_server` on a loopback address: serves a folder's files over TLS, under a certificate that it has just made.
package final class LoopbackTLSServer: Sendable {
    private let server: RunningCommand
    package let port: String
    /// The certificate, PEM, for whoever is to trust it.
    package let certificate: String

    package static let isAvailable = FileManager.default.isExecutableFile(atPath: program)
    private static let program = "/usr/bin/openssl"

    /// Starts to serve a folder, in which the certificate and its key are left as well.
    ///
    /// - Throws: ``BenchTestingError`` when it does not come to that.
    package init(folder: String) async throws {
        certificate = "\(folder)/server.pem"
        let key = "\(folder)/server.key"
        let made = try await CommandRun.run(
            Self.program,
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=loopback", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate,
            ]
        )
        guard made.exitCode == 0 else { throw BenchTestingError("no certificate could be made: \(made)") }
        // It serves the folder that it is started in.
        let serve = #"cd "$0" && exec "$@""#
        server = try RunningCommand(
            "/bin/sh",
            [
                "-c", serve, folder, Self.program, "s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key",
                key,
                "-WWW",
            ]
        )
        try await server.waitForOutput { $0.split(separator: "\n").contains { $0.hasPrefix("ACCEPT 127.0.0.1:") } }
        let line = server.output.split(separator: "\n").first { $0.hasPrefix("ACCEPT ") }
        port = line?.split(separator: ":").last.map(String.init) ?? ""
    }

    package func url(_ name: String) -> String { "https://127.0.0.1:\(port)/\(name)" }
}
