import BenchTesting
import DeviceTransport
import Glibc
import Octets
import Synchronization
import Testing
import TransportTesting

@testable import TouchstoneCLI

/// Serialized, since the echo of one terminal is remembered for the whole process.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct TerminalOperatorTests {
    /// Somebody at a pseudo-terminal, who answers each prompt as it comes.
    private final class Desk: Sendable {
        let terminal: PseudoTerminal
        private let hands: Mutex<ArraySlice<ScriptedOperator.Hand>>
        private let prompts = Mutex<[String]>([])
        private let wasEchoing = Mutex<[Bool]>([])

        init(_ hands: [ScriptedOperator.Hand]) throws {
            terminal = try PseudoTerminal()
            self.hands = Mutex(hands[...])
        }

        var said: String { prompts.withLock { $0.joined() } }
        /// For each question, whether the answer could be seen.
        var echoes: [Bool] { wasEchoing.withLock(\.self) }

        func hear(_ text: String) {
            prompts.withLock { $0.append(text) }
            guard text.hasSuffix("› ") else { return }
            wasEchoing.withLock { $0.append(terminal.isEchoing) }
            if case .types(let line) = hands.withLock({ $0.popFirst() }) { terminal.type(line + "\n") }
        }

        func `operator`(given: GivenPIN? = nil) -> TerminalOperator {
            TerminalOperator(terminal: terminal.terminal, given: given) { self.hear($0) }
        }
    }

    @Test(arguments: OperatorContract.Rule.allCases)
    func keepsTheContract(rule: OperatorContract.Rule) async throws {
        try await OperatorContract { try Desk($0).operator() }.check(rule)
    }

    @Test(arguments: OperatorContract.Rule.allCases)
    func soDoesTheScript(rule: OperatorContract.Rule) async throws {
        try await OperatorContract { ScriptedOperator($0) }.check(rule)
    }

    @Test func promptNamesTheDeviceAndTheTime() async throws {
        let desk = try Desk([.types("what?"), .types("")])
        let request = OperatorRequest(.removeCard, device: "2 (port 1-2.4) Reader")
        #expect(await desk.operator().perform(request, within: .seconds(30)) == .done)
        #expect(desk.said.contains("remove the card from 2 (port 1-2.4) Reader, within 30 s; Enter when it is done"))
        #expect(desk.said.hasSuffix("done\n"), "it is acknowledged at once")
        #expect(desk.echoes == [true, true], "what was no answer is asked for again")
    }

    @Test func pinIsNotShown() async throws {
        let desk = try Desk([.types("246813")])
        let request = PINRequest(device: "1 (port 1-1) Key", triesLeft: 5)
        guard case .given(let pin) = await desk.operator().pin(for: request, within: .seconds(10)) else {
            Issue.record("no PIN came")
            return
        }
        #expect(pin.withBytes { $0 } == Array("246813".utf8))
        #expect(desk.echoes == [false])
        #expect(desk.terminal.isEchoing, "the terminal is given back as it was")
        #expect(desk.said.contains("1 (port 1-1) Key demands its PIN; 5 tries are left"))
        #expect(!desk.said.contains("246813"))
    }

    @Test func echoComesBackWhenTheWaitIsCancelled() async throws {
        let desk = try Desk([.doesNothing])
        let task = Task {
            await desk.operator().pin(for: PINRequest(device: "Key", triesLeft: 8), within: .seconds(30))
        }
        while desk.echoes.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
        #expect(!desk.terminal.isEchoing)
        task.cancel()
        guard case .skipped = await task.value else {
            Issue.record("a PIN came of nothing")
            return
        }
        #expect(desk.terminal.isEchoing)
    }

    /// An Enter from before would confirm what nobody has read.
    @Test func whatWasTypedBeforeIsNoAnswer() async throws {
        let desk = try Desk([.doesNothing])
        desk.terminal.type("\n")
        try await Task.sleep(for: .milliseconds(50))
        let request = OperatorRequest(.unplug, device: "Key")
        #expect(await desk.operator().perform(request, within: .milliseconds(300)) == .timedOut)
    }

    @Test func nobodyIsAskedWithoutATerminal() async throws {
        let said = Mutex("")
        let nobody = TerminalOperator(terminal: nil) { text in said.withLock { $0 += text } }
        #expect(await nobody.perform(OperatorRequest(.insertCard, device: "Key"), within: .seconds(9)) == .nobodyToAsk)
        guard case .nobodyToAsk = await nobody.pin(for: PINRequest(device: "Key", triesLeft: 8), within: .seconds(9))
        else {
            Issue.record("a PIN came from nobody")
            return
        }
        #expect(said.withLock(\.self).isEmpty)
        // A rig may touch it, and whoever reads the log should know what it waits for.
        #expect(try await nobody.attend(to: OperatorRequest(.touch, device: "Key"), within: .seconds(9)) { 1 } == 1)
        #expect(said.withLock(\.self) == "touch Key, within 9 s\n")
    }

    @Test func pinThatWasGivenIsGoodForOneRequest() async throws {
        let given = GivenPIN(Secret(Array("135724".utf8)))
        let someone = TerminalOperator(terminal: nil, given: given) { _ in }
        let request = PINRequest(device: "Key", triesLeft: 8)
        guard case .given = await someone.pin(for: request, within: .seconds(1)) else {
            Issue.record("the PIN was not handed over")
            return
        }
        guard case .nobodyToAsk = await someone.pin(for: request, within: .seconds(1)) else {
            Issue.record("the PIN was handed over again")
            return
        }
    }

    @Test func pinIsNormalized() {
        // An a with a combining ring above becomes one character (Unicode, Normalization Form C).
        let decomposed = Secret(Array("a\u{30A}bcd".utf8))
        #expect(GivenPIN.normalized(decomposed).withBytes { $0 } == Array("\u{E5}bcd".utf8))
    }
}
