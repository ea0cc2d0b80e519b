import ArgumentParser
import Foundation
import VirtualBench

@main
struct VirtualBenchTool: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "virtual-bench",
        abstract: "Run a program on a bench of software devices.",
        discussion: """
            The real pcscd, libpcsclite and libudev see readers, cards and security keys that are made of software. \
            Nothing outside the program is touched, and nothing is left behind.

              virtual-bench --readers 2 --cards 1 --keys 1 -- opensc-tool --list-readers
              virtual-bench --readers 1 --cards 1 --card piv-t0 --card-fault byte-flip -- pkcs15-tool --dump
              virtual-bench --card-from recordings/01-reader.jsonl -- opensc-tool --name
              virtual-bench --keys 3 -- fido2-token -L
              virtual-bench --keys 1 --model impostor --touch 0 -- fido2-cred -M -i param /dev/hidraw0

            Without a program it takes commands as JSON lines on standard input; see Hardware/README.md.
            """
    )

    @Option(help: "How many readers to plug in.")
    var readers = 0

    @Option(help: "How many of them have a card.")
    var cards = 0

    @Option(help: "What model the cards are, such as piv-t0 or jcop41.")
    var card: String?

    @Option(help: "What is wrong with the cards, such as mute:3 or bad-tck; may be given several times.")
    var cardFault: [String] = []

    @Option(help: "A recording whose card goes into a further reader; may be given several times.")
    var cardFrom: [String] = []

    @Option(help: "A recording whose key is plugged in; may be given several times.")
    var keyFrom: [String] = []

    @Option(help: "How many security keys to plug in.")
    var keys = 0

    @Option(help: "What model the keys are, such as level2 or impostor.")
    var model: String?

    @Option(help: "After how many milliseconds somebody touches a key that waits; nobody does by default.")
    var touch: Int?

    @Option(help: "What is wrong with the keys, such as mute or slow:250; may be given several times.")
    var fault: [String] = []

    @Option(help: "Write the test metadata service's blob.jwt and root.der into this folder, and do nothing else.")
    var metadata: String?

    @Flag(help: "Only say whether the bench can run here.")
    var check = false

    @Argument(parsing: .postTerminator, help: "The program to run on the bench, and its arguments.")
    var command: [String] = []

    func validate() throws {
        guard readers >= 0, cards >= 0, keys >= 0 else { throw ValidationError("A number of devices is not negative.") }
        guard touch.map({ $0 >= 0 }) ?? true else {
            throw ValidationError("A touch does not come before it is asked for.")
        }
        guard cards <= readers else { throw ValidationError("\(cards) cards do not fit into \(readers) readers.") }
    }

    func run() throws {
        let code: Int32
        do throws(BenchError) {
            code = try runOnBench()
        } catch {
            FileHandle.standardError.write(Data("virtual-bench: \(error)\n".utf8))
            throw error.exitCode
        }
        throw ExitCode(code)
    }

    private func runOnBench() throws(BenchError) -> Int32 {
        if let metadata {
            try MetadataFolder.write(to: metadata)
            return 0
        }
        try Preloading.restartIfNeeded()
        SignalWatch.start()
        let bench = try Bench(driver: Bench.driverBesideProgram)
        defer { bench.close() }
        try plugIn(bench)
        if check { return 0 }
        guard command.isEmpty else { return try bench.run(command) }
        ControlSession(driving: bench).run()
        return 0
    }

    private func plugIn(_ bench: Bench) throws(BenchError) {
        for number in 0..<readers {
            let reader = try bench.plugReader(ReaderOptions())
            if number < cards { try bench.insertCard(into: reader, model: card, faults: cardFault) }
        }
        for recording in cardFrom { try bench.insertCard(into: try bench.plugReader(ReaderOptions()), from: recording) }
        for recording in keyFrom { try bench.plugKey(from: recording) }
        for number in 0..<keys {
            try bench.plugKey(number + 1, model: model, faults: fault, touch: touch.map { .milliseconds($0) })
        }
    }
}
