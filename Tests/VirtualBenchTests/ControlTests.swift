import BenchTesting
import Foundation
import Testing

@Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(2)))
struct ControlTests {
    /// A request that is refused, and the words in which it is.
    struct Mistake: CustomTestStringConvertible {
        let line: String
        let complaint: String

        var testDescription: String { line }

        static let all = [
            Self("", "not a JSON object of strings, whole numbers, booleans and lists, with a “do”"),
            Self("[]", "not a JSON object of strings, whole numbers, booleans and lists, with a “do”"),
            Self(#"{"do":1}"#, "not a JSON object of strings, whole numbers, booleans and lists, with a “do”"),
            Self(#"{"do":"dance"}"#, "there is no command “dance”"),
            Self(#"{"do":"reset","hard":true}"#, "reset has no parameter “hard”"),
            Self(#"{"do":"plug-reader","modle":"x"}"#, "plug-reader has no parameter “modle”"),
            Self(#"{"do":"plug-reader","usb":"1050"}"#, "“1050” is no USB id; write it as 1050:0407"),
            Self(#"{"do":"plug-reader","usb":"+105:0407"}"#, "“+105:0407” is no USB id; write it as 1050:0407"),
            Self(#"{"do":"plug-reader","port":"1"}"#, "“1” is no USB port; write it as 1-2 or 1-2.3"),
            Self(#"{"do":"plug-reader","port":"1-0"}"#, "“1-0” is no USB port; write it as 1-2 or 1-2.3"),
            Self(#"{"do":"plug-reader","port":"1-2..3"}"#, "“1-2..3” is no USB port; write it as 1-2 or 1-2.3"),
            Self(#"{"do":"plug-reader","revision":"5"}"#, "“5” is no device revision; write four hexadecimal digits"),
            Self(#"{"do":"plug-reader","slots":17}"#, "a reader has 1 to 16 slots"),
            Self(#"{"do":"plug-reader","slots":true}"#, "“slots” must be a whole number"),
            Self(#"{"do":"plug-reader","serial":7}"#, "“serial” must be a string"),
            Self(#"{"do":"unplug-reader"}"#, "unplug-reader needs “reader”"),
            Self(#"{"do":"unplug-reader","reader":"reader-9"}"#, "there is no “reader-9”"),
            Self(#"{"do":"insert-card","reader":"reader-9"}"#, "there is no reader “reader-9”"),
            Self(
                #"{"do":"plug-key","model":"golden"}"#,
                "there is no key model “golden”; there are level2, level1, u2f, self-attested, impostor, revoked, victim, "
                    + "enterprise"
            ),
            Self(#"{"do":"start-pcscd"}"#, "pcscd runs already"),
        ]

        init(_ line: String, _ complaint: String) {
            self.line = line
            self.complaint = complaint
        }
    }

    @Test func refusesMistakesAndGoesOn() async throws {
        let mistakes = Mistake.all.filter { !$0.line.isEmpty }
        let input = mistakes.map(\.line).joined(separator: "\n") + "\n" + #"{"do":"quit"}"# + "\n"
        let run = try await CommandRun.run(BuildFolder.program("virtual-bench"), input: input)
        #expect(run.exitCode == 0)
        let answers = try run.lines.map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        try #require(answers.count == mistakes.count + 1, "\(run)")
        for (answer, mistake) in zip(answers, mistakes) {
            #expect(answer["ok"] as? Bool == false, "\(mistake.line)")
            #expect(answer["error"] as? String == mistake.complaint)
            #expect(answer["kind"] as? String == "request")
        }
        #expect(answers.last?["ok"] as? Bool == true)
    }

    @Test func aCardFitsIntoAnEmptySlotOnly() async throws {
        let bench = try await VirtualBenchProcess.start()
        let reader = try await bench.plugReader()
        try await bench.insertCard(into: reader)
        await #expect(throws: BenchTestingError("there is a card in this slot already")) {
            try await bench.insertCard(into: reader)
        }
        try await bench.removeCard(from: reader)
        await #expect(throws: BenchTestingError("there is no card in this slot")) {
            try await bench.removeCard(from: reader)
        }
        await #expect(throws: BenchTestingError("\(reader.id) has 1 slot(s), counted from 0; there is no slot 1")) {
            try await bench.insertCard(into: reader, slot: 1)
        }
    }

    @Test func aPortTakesOneDevice() async throws {
        let bench = try await VirtualBenchProcess.start()
        let reader = try await bench.plugReader(USBTraits(port: "2-1.4"))
        #expect(reader.bus == 2)
        await #expect(throws: BenchTestingError("something is plugged in at 2-1.4 already")) {
            try await bench.plugKey(USBTraits(port: "2-1.4"))
        }
        try await bench.reset()
        #expect(try await bench.plugKey(USBTraits(port: "2-1.4")).port == "2-1.4")
    }

    @Test(arguments: [0, 1, 7, 255])
    func passesTheExitCodeOn(code: Int32) async throws {
        let run = try await CommandRun.run(BuildFolder.program("virtual-bench"), ["--", "sh", "-c", "exit \(code)"])
        #expect(run.exitCode == code, "\(run)")
    }

    @Test func aProgramThatDoesNotExistIsAnError() async throws {
        let run = try await CommandRun.run(BuildFolder.program("virtual-bench"), ["--", "/nonexistent/program"])
        #expect(run.exitCode == 70)
        #expect(run.errorText == "virtual-bench: cannot start /nonexistent/program: No such file or directory\n")
    }

    @Test(arguments: [15, 2, 1, 9])
    func leavesNothingBehind(signal: Int32) async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/bench-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let program = BuildFolder.program("virtual-bench")
        let script = "echo '{\"do\":\"environment\"}' | (cat; sleep 60) | exec \(program) --readers 1 --cards 1"
        let command = try RunningCommand("sh", ["-c", "\(script) & echo $!; wait"], environment: ["TMPDIR": folder])
        try await command.waitForOutput { $0.contains("environment") }
        let benchID = try #require(command.output.split(separator: "\n").first.flatMap { Int32($0) })
        let daemons = try children(of: benchID)
        #expect(daemons.count == 1)
        kill(benchID, signal)
        for daemon in daemons { #expect(try await hasEnded(daemon)) }
        // After SIGKILL nobody is left to tidy up, but nothing runs any more.
        if signal != 9 { #expect(try await becomesEmpty(folder)) }
        kill(-command.processID, SIGKILL)
        _ = command.finish(within: .seconds(5))
    }

    private func children(of process: pid_t) throws -> [pid_t] {
        let path = "/proc/\(process)/task/\(process)/children"
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: " ").compactMap { pid_t($0) }
    }

    private func hasEnded(_ process: pid_t) async throws -> Bool {
        try await holds { kill(process, 0) != 0 }
    }

    private func becomesEmpty(_ folder: String) async throws -> Bool {
        try await holds {
            let left = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            return !left.contains { $0.hasPrefix("virtual-bench-") || $0.hasPrefix("umockdev") }
        }
    }

    private func holds(_ condition: () -> Bool) async throws -> Bool {
        for _ in 0..<500 {
            if condition() { return true }
            try await Task.sleep(for: .milliseconds(10))
        }
        return false
    }
}
