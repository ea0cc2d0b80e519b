import BenchTesting
import FixtureSupport
import Foundation
import Testing

/// Programs of other people that `make independent-verifiers` fetches.
enum IndependentVerifier {
    static let folder = PackageRoot.path + "/.build/independent"
    static let python = "\(folder)/python/bin/python3"
    /// The models of OSCAL of compliance-trestle.
    static let trestle = "\(folder)/python/bin/trestle"
    /// By which Jenkins reads JUnit XML.
    static let schema = "\(folder)/junit-10.xsd"
    /// The accessibility rules of axe-core.
    static let axe = "\(folder)/axe_playwright_python/axe.min.js"
    static let advice: Comment = "`make independent-verifiers` has to have fetched them from PyPI"

    static func has(_ files: String...) -> Bool {
        files.allSatisfy { FileManager.default.fileExists(atPath: $0) }
    }

    /// Runs a program of Python's with arguments.
    static func run(_ program: String, _ arguments: [String]) async throws -> CommandRun {
        try await CommandRun.run(python, ["-c", program] + arguments, within: .seconds(60))
    }
}
