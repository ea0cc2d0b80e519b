import CheckCatalogue
import Checks
import Foundation
import Octets
import SafetyGuard

/// A run as its file has it: whole, or broken off at any byte.
struct StoredCheckRun: Sendable {
    let path: String
    let header: CheckJournalHeader
    /// For each device the results, the last of each check, in the order in which they first came.
    let results: [[CheckResult]]
    /// For each device the credentials that may be left on it.
    let left: [[CredentialTrace]]
    /// For each device whether a large blob of the run may be left on it.
    let hasBlobLeft: [Bool]
    /// For each device whether its PIN may be the temporary one.
    let hasPINChanged: [Bool]
    /// The bytes up to the end of the last whole line.
    let length: Int

    /// Reads the file; what stands behind its last line break is left out.
    ///
    /// - Throws: `CommandFailure` naming the line that is none of ours.
    init(reading path: String) throws {
        try self.init(bytes: InputFile.bytes(path, called: "file of results", limit: 64 << 20), path: path)
    }

    /// Reads the bytes of such a file.
    ///
    /// - Throws: `CommandFailure` naming the line that is none of ours.
    init(bytes: [UInt8], path: String) throws {
        self.path = path
        let whole = bytes[..<((bytes.lastIndex(of: 0x0A) ?? -1) + 1)]
        length = whole.count
        var lines = whole.split(separator: 0x0A)[...]
        guard let first = lines.popFirst() else {
            throw Self.failure(path, "its first line is not whole: nothing was done yet, so begin anew")
        }
        header = try Self.decode(CheckJournalHeader.self, first, path, 1)
        guard header.format == CheckJournalHeader.format, header.version == CheckJournalHeader.version else {
            throw Self.failure(path, "line 1: \(header.format) \(header.version) is no format that is known here")
        }
        guard header.devices.count <= 256, DangerClass(rawValue: header.danger) != nil,
            (try? Hex.decode(header.seed)) != nil,
            (1...86_400_000).contains(header.answerLimit), (1...86_400_000).contains(header.touchLimit)
        else { throw Self.failure(path, "line 1: seed, class, limits or devices are none") }
        var results: [[CheckResult]] = header.devices.map { _ in [] }
        var left: [[CredentialTrace]] = header.devices.map { _ in [] }
        var hasBlobLeft = header.devices.map { _ in false }
        var hasPINChanged = hasBlobLeft
        for (number, line) in lines.enumerated() {
            if let trace = try? JSONDecoder().decode(CheckJournalTrace.self, from: Data(line)) {
                guard left.indices.contains(trace.device) else {
                    throw Self.failure(path, "line \(number + 2): there is no device \(trace.device)")
                }
                switch trace.trace {
                case .blobExpected, .blobGone: hasBlobLeft[trace.device] = trace.trace == .blobExpected
                case .pinExpected, .pinGone: hasPINChanged[trace.device] = trace.trace == .pinExpected
                case .expected, .made, .gone: break
                }
                guard let credential = trace.credential, CheckJournalTrace.isOwn(credential) else { continue }
                left[trace.device].removeAll { ($0.rpID, $0.userID) == (credential.rpID, credential.userID) }
                if trace.trace != .gone { left[trace.device].append(credential) }
                continue
            }
            let result = try Self.decode(CheckResult.self, line, path, number + 2)
            guard results.indices.contains(result.device) else {
                throw Self.failure(path, "line \(number + 2): there is no device \(result.device)")
            }
            if let index = results[result.device].firstIndex(where: { ($0.id, $0.slot) == (result.id, result.slot) }) {
                results[result.device][index] = result
            } else {
                results[result.device].append(result)
            }
        }
        self.results = results
        self.left = left
        (self.hasBlobLeft, self.hasPINChanged) = (hasBlobLeft, hasPINChanged)
    }

    var seed: CheckSeed { CheckSeed((try? Hex.decode(header.seed)) ?? []) }

    /// The limits that held, by which a replay judges.
    func timing(_ usual: CheckTiming) -> CheckTiming {
        var timing = usual
        timing.answer = .milliseconds(header.answerLimit)
        timing.touch = .milliseconds(header.touchLimit)
        return timing
    }

    var danger: DangerClass { DangerClass(rawValue: header.danger) ?? .d0 }

    /// The checks that were meant.
    ///
    /// - Throws: `CommandFailure` when this release has one of them no more.
    func entries() throws -> [CatalogueEntry] {
        try header.checks.map { id in
            guard let entry = Catalogue.all[CheckID(rawValue: id)] else {
                throw Self.failure(path, "there is no check \(id) in this release")
            }
            return entry
        }
    }

    /// What of a device need not be done again: what came to a result, but for the checks that look on, which have to see
    /// the whole of a run.
    func finished(on device: Int) -> [CheckResult] {
        results[device]
            .filter { result in
                guard result.outcome.verdict != .notRun else { return false }
                guard let check = Catalogue.all[result.id]?.description else { return result.isReadingOfTries }
                return !check.tags.contains(.observer)
            }
    }

    private static func decode<Line: Decodable>(
        _ type: Line.Type,
        _ line: some Sequence<UInt8>,
        _ path: String,
        _ number: Int
    ) throws -> Line {
        do {
            return try JSONDecoder().decode(type, from: Data(line))
        } catch {
            throw failure(path, "line \(number) is no line of a run's results")
        }
    }

    private static func failure(_ path: String, _ message: String) -> CommandFailure {
        CommandFailure(code: "bad-results", message: "\(path): \(message)", status: .badData)
    }
}
