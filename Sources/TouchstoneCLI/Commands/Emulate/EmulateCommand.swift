import ArgumentParser
import DeviceEmulation
import DeviceTransport
import Synchronization
import ThreadExecutor
import WireRecording

/// The command `touchstone emulate`.
struct EmulateCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "emulate",
        abstract: "Serves a recording to other programs, as a card or as a security key.",
        discussion: """
            A recorded card goes into a virtual reader of this machine's PC/SC daemon: the driver vpcd (package \
            vsmartcard-vpcd) has to listen on this machine. A recorded key becomes a HID device of the kernel, which has \
            to have /dev/uhid.

            Programs may ask in another order than the recorded one. What was never recorded is answered with an error, \
            and reported; the exit status is 65 then. PIN ceremonies are not held: `touchstone replay` holds them.

            vpcd takes cards from every machine that reaches its port, so run it where none does. Ends with Ctrl-C.

            touchstone emulate recordings/01-reader.jsonl
            touchstone emulate recordings/01-reader.jsonl --port 35964
            touchstone emulate recordings/02-key.jsonl --as key
            """
    )

    /// The face of a recorded device that is served.
    enum Face: String, CaseIterable, ExpressibleByArgument, Sendable {
        case card
        case key
    }

    @Argument(help: ArgumentHelp("The recording.", valueName: "recording"))
    var path: String

    @Option(name: .customLong("as"), help: "What to serve; needed when the recording is of a key that is a reader too.")
    var face: Face?

    @Option(name: .long, help: ArgumentHelp("Which reader's card, counted from 1.", valueName: "number"))
    var slot = 1

    @Option(name: .long, help: ArgumentHelp("Where vpcd listens for the card.", valueName: "port"))
    var port = VPCDLink.standardPort

    @OptionGroup var timeout: TimeoutOption
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...16).contains(slot) else { throw ValidationError("--slot takes a number from 1 to 16") }
        guard port > 0 else { throw ValidationError("--port takes a number from 1 to 65535") }
    }

    func execute(_ console: Console) async throws -> ExitStatus {
        let recording = try Recording(reading: path)
        if recording.integrity != .complete { console.note("note:  \(path): \(recording.integrity)") }
        let gaps = Mutex<Set<EmulationGap>>([])
        let report: @Sendable (EmulationGap) -> Void = { gap in
            guard gaps.withLock({ $0.insert(gap).inserted }) else { return }
            console.failure(
                CommandFailure(
                    code: "not-recorded",
                    message: "\(path): \(gap)",
                    remedy: "record the program's own conversation, or ask for what was recorded",
                    status: .badData
                )
            )
        }
        let face = try chosenFace(of: recording)
        try refuseMissing(face, in: recording)
        switch face {
        case .card: try await serveCard(recording, report, console)
        case .key: try await serveKey(recording, report, console)
        }
        return gaps.withLock(\.isEmpty) ? .interrupted : .badData
    }

    private func chosenFace(of recording: Recording) throws -> Face {
        if let face { return face }
        let kinds = Set(recording.header.channels.map(\.kind))
        guard kinds.count == 1, let kind = kinds.first else {
            throw CommandFailure(
                code: "ambiguous-face",
                message: "\(path): the recording is of a key that is a reader too",
                remedy: "choose with `--as card` or `--as key`",
                status: .usage
            )
        }
        return kind == .smartCard ? .card : .key
    }

    /// - Throws: `CommandFailure` when the recording has no such key or reader, with what it has.
    private func refuseMissing(_ face: Face, in recording: Recording) throws {
        let channels = recording.header.channels
        let readers = channels.count { $0.kind == .smartCard }
        let hasKey = channels.contains(.hid)
        let wanted: String
        switch face {
        case .key where !hasKey: wanted = "security key"
        case .card where !channels.contains(.slot(slot - 1)): wanted = slot == 1 ? "reader" : "reader number \(slot)"
        case .key, .card: return
        }
        let choices =
            (readers > 1 ? ["`--slot 1` to `--slot \(readers)`"] : readers == 1 ? ["`--as card`"] : [])
            + (hasKey ? ["`--as key`"] : [])
        throw CommandFailure(
            code: "not-in-recording",
            message: "\(path): the recording has no \(wanted)",
            remedy: "it can be served with \(choices.joined(separator: " or "))",
            status: .noInput
        )
    }

    private func serveCard(
        _ recording: Recording,
        _ report: @escaping @Sendable (EmulationGap) -> Void,
        _ console: Console
    ) async throws {
        let card = try recorded { () throws(TransportError) in
            try RecordedCard(recording, channel: .slot(slot - 1), onGap: report)
        }
        do {
            let link = try VPCDLink(port: port, within: timeout.limit)
            console.note("serving the card of \(card.name) through vpcd at port \(port); Ctrl-C ends it")
            try await serve {
                try link.serve(card)
            } stop: {
                link.stop()
            }
        } catch let error as TransportError where error.code == .serviceUnavailable {
            throw CommandFailure(
                code: error.code.rawValue,
                message: "vpcd does not answer at port \(port) of this machine (\(error.operation))",
                remedy: "start pcscd with the driver of vsmartcard-vpcd, or name its port with --port",
                status: .unavailable
            )
        }
    }

    private func serveKey(
        _ recording: Recording,
        _ report: @escaping @Sendable (EmulationGap) -> Void,
        _ console: Console
    ) async throws {
        let key = try recorded { () throws(TransportError) in try RecordedKey(recording, onGap: report) }
        do {
            let node = try UHIDNode()
            console.note("serving \(key.device.name) through /dev/uhid; Ctrl-C ends it")
            try await serve {
                try node.serve(key)
            } stop: {
                node.stop()
            }
        } catch let error as TransportError where error.code == .unsupported {
            throw CommandFailure(
                code: error.code.rawValue,
                message: "\(error)",
                remedy: "load the kernel module uhid where there is one; `virtual-bench --key-from` needs none",
                status: .unavailable
            )
        }
    }

    /// What a recording lacks is no matter of what is attached here.
    private func recorded<Value>(_ make: () throws(TransportError) -> Value) throws -> Value {
        do throws(TransportError) {
            return try make()
        } catch {
            throw CommandFailure(
                code: error.code.rawValue,
                message: "\(path): \(error.detail ?? error.reason)",
                remedy: "take a recording that was made with a card in the reader, or of a key that answered",
                status: ExitStatus(error.code)
            )
        }
    }

    /// Serves on a thread of its own until the command is interrupted.
    private func serve(_ body: @escaping @Sendable () throws -> Void, stop: @escaping @Sendable () -> Void) async throws
    {
        try await withTaskCancellationHandler {
            try await DeviceThread.perform("emulate") { _ in try body() }
        } onCancel: {
            stop()
        }
    }
}
