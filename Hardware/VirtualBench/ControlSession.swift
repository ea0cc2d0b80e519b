import Foundation
import Glibc
import SoftwareAuthenticator

/// Drives a bench by JSON lines: a request on standard input, its answer on standard output.
package struct ControlSession {
    private typealias Answer = [String: any Sendable]

    private let bench: Bench

    package init(driving bench: Bench) {
        self.bench = bench
    }

    /// Serves until `quit` or the end of the input.
    package func run() {
        while let line = readLine() {
            guard !line.isEmpty else { continue }
            do throws(BenchError) {
                var request = try ControlRequest(parsing: line)
                let answer = try perform(&request)
                write(answer.merging(["ok": true]) { $1 })
                if request.command == "quit" { return }
            } catch {
                write(["ok": false, "error": error.description, "kind": error.kind.rawValue])
            }
        }
    }

    private func write(_ answer: Answer) {
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? JSONSerialization.data(withJSONObject: answer, options: options) else { return }
        FileHandle.standardOutput.write(data + [UInt8(ascii: "\n")])
    }

    private func perform(_ request: inout ControlRequest) throws(BenchError) -> Answer {
        switch request.command {
        case "plug-reader": try plugReader(&request)
        case "plug-key": try plugKey(&request)
        case "replug-key": try replugKey(&request)
        case "unplug-reader": try unplug(&request, "reader")
        case "unplug-key": try unplug(&request, "key")
        case "insert-card": try insertCard(&request)
        case "remove-card": try removeCard(&request)
        case "cycle-card": try cycleCard(&request)
        case "block-reader": try blockReader(&request)
        case "release-reader": try releaseReader(&request)
        case "kill-pcscd": try simply(request) { () throws(BenchError) in try bench.killDaemon() }
        case "start-pcscd": try simply(request) { () throws(BenchError) in try bench.startDaemon() }
        case "reset": try simply(request) { () throws(BenchError) in try bench.reset() }
        case "environment": try environment(request)
        case "quit": try simply(request) {}
        default: throw BenchError(.request, "there is no command “\(request.command)”")
        }
    }

    private func simply(
        _ request: ControlRequest,
        _ action: () throws(BenchError) -> Void
    ) throws(BenchError) -> Answer {
        try request.finish()
        try action()
        return [:]
    }

    private func environment(_ request: ControlRequest) throws(BenchError) -> Answer {
        try request.finish()
        return ["environment": bench.environment]
    }

    private func plugReader(_ request: inout ControlRequest) throws(BenchError) -> Answer {
        let name = try request.text("model")
        var options = ReaderOptions(try name.map { name throws(BenchError) in try ReaderModel.named(name) } ?? .plain)
        try setIdentity(&options.identity, from: &request)
        if let text = try request.text("port") { options.port = try USBPort(text) }
        options.interfaceName = try request.text("interface")
        if let count = try request.number("slots") { options.slotCount = count }
        try request.finish()
        return describe(try bench.plugReader(options))
    }

    private func plugKey(_ request: inout ControlRequest) throws(BenchError) -> Answer {
        var model = try DeviceCatalogue.authenticatorModel(try request.text("model"))
        if let pin = try request.text("pin") { model.initialPIN = pin.isEmpty ? nil : pin }
        if let milliseconds = try request.number("touchMs") { model.touch = .milliseconds(milliseconds) }
        if let seed = try request.text("seed") { model.seed = Array(seed.utf8) }
        var options = KeyOptions(model)
        options.faults = try DeviceCatalogue.authenticatorFaults(try request.texts("faults") ?? [])
        if let path = try request.text("recording") { options.play(try RecordedKeyAnswerer(path)) }
        if let path = try request.text("replay") { options.play(try ReplayedKeyAnswerer(path)) }
        if let name = try request.text("card") {
            options.card = try DeviceCatalogue.card(name, faults: try request.texts("cardFaults") ?? [])
        }
        try setIdentity(&options.identity, from: &request)
        if let text = try request.text("port") { options.port = try USBPort(text) }
        if let text = try request.text("interface") { options.interfaceName = text }
        try request.finish()
        let key = try bench.plugKey(options)
        var answer: Answer = ["key": key.id, "node": key.node, "port": "\(key.port)"]
        if let reader = key.reader { answer.merge(describe(reader)) { $1 } }
        return answer
    }

    private func replugKey(_ request: inout ControlRequest) throws(BenchError) -> Answer {
        let id = try request.requiredText("key")
        try request.finish()
        let key = try bench.replugKey(id)
        return ["key": key.id, "node": key.node, "port": "\(key.port)"]
    }

    private func setIdentity(_ identity: inout USBIdentity, from request: inout ControlRequest) throws(BenchError) {
        if let ids = try request.text("usb") { (identity.vendor, identity.product) = try USBIdentity.parse(ids) }
        if let text = try request.text("revision") { identity.revision = try revision(text) }
        if let text = try request.text("manufacturer") { identity.manufacturer = text }
        if let text = try request.text("product") { identity.productName = text }
        if let text = try request.text("serial") { identity.serial = text }
    }

    private func describe(_ reader: VirtualReader) -> Answer {
        [
            "reader": reader.id, "port": "\(reader.port)", "bus": reader.bus, "device": reader.device,
            "slots": reader.slots.count, "seen": bench.isDaemonRunning && reader.slots.allSatisfy(\.isOpen),
        ]
    }

    private func unplug(_ request: inout ControlRequest, _ parameter: String) throws(BenchError) -> Answer {
        let id = try request.requiredText(parameter)
        try request.finish()
        try bench.unplug(id)
        return [:]
    }

    /// The slot that `reader` and `slot` name; 0 when there is no `slot`.
    private func slot(_ request: inout ControlRequest) throws(BenchError) -> ReaderSlot {
        let reader = try bench.reader(try request.requiredText("reader"))
        return try reader.slot(try request.number("slot") ?? 0)
    }

    private func insertCard(_ request: inout ControlRequest) throws(BenchError) -> Answer {
        let slot = try slot(&request)
        let card: any InsertableCard
        if let path = try request.text("recording") {
            card = try RecordedCardInSlot(path)
        } else {
            card = try DeviceCatalogue.card(try request.text("model"), faults: try request.texts("faults") ?? [])
        }
        try request.finish()
        try slot.insert(card)
        return ["seen": waitUntilNoticed(slot)]
    }

    private func removeCard(_ request: inout ControlRequest) throws(BenchError) -> Answer {
        let slot = try slot(&request)
        try request.finish()
        try slot.remove()
        return ["seen": waitUntilNoticed(slot)]
    }

    private func cycleCard(_ request: inout ControlRequest) throws(BenchError) -> Answer {
        let slot = try slot(&request)
        let count = try request.number("count") ?? 1
        let pace = Duration.milliseconds(try request.number("paceMs") ?? 0)
        let model = try request.text("model")
        try request.finish()
        guard (1...1_000_000).contains(count), pace >= .zero else {
            throw BenchError(.request, "“count” must be 1 to 1000000, “paceMs” not negative")
        }
        let card = try DeviceCatalogue.card(model, faults: [])
        let start = ContinuousClock.now
        for _ in 0..<count {
            try slot.insert(card)
            guard pause(slot, pace) else { throw BenchError(.failed, "pcscd did not notice the card") }
            try slot.remove()
            guard pause(slot, pace) else { throw BenchError(.failed, "pcscd did not notice that the card went") }
        }
        let milliseconds = Int((ContinuousClock.now - start).seconds * 1000)
        return ["insertions": count, "removals": count, "milliseconds": milliseconds]
    }

    /// Lets pcscd take the last change, then lets the pace pass.
    private func pause(_ slot: ReaderSlot, _ pace: Duration) -> Bool {
        guard waitUntilNoticed(slot) else { return false }
        if pace > .zero { usleep(UInt32(clamping: Int(pace.seconds * 1_000_000))) }
        return true
    }

    /// Whether pcscd took the slot's last change; not waited for when it cannot.
    private func waitUntilNoticed(_ slot: ReaderSlot) -> Bool {
        guard bench.isDaemonRunning, slot.isOpen, !slot.isHeldUp else { return false }
        return slot.waitUntilNoticed(within: bench.patience)
    }

    private func blockReader(_ request: inout ControlRequest) throws(BenchError) -> Answer {
        let slot = try slot(&request)
        let names = try request.texts("at") ?? ReaderSlot.BlockPoint.allCases.map(\.rawValue)
        try request.finish()
        var points: Set<ReaderSlot.BlockPoint> = []
        for name in names {
            guard let point = ReaderSlot.BlockPoint(rawValue: name) else {
                let all = ReaderSlot.BlockPoint.allCases.map(\.rawValue).joined(separator: ", ")
                throw BenchError(.request, "a reader cannot be held up at “\(name)”, only at \(all)")
            }
            points.insert(point)
        }
        slot.block(at: points)
        return [:]
    }

    private func releaseReader(_ request: inout ControlRequest) throws(BenchError) -> Answer {
        let slot = try slot(&request)
        try request.finish()
        slot.release()
        return [:]
    }

    private func revision(_ text: String) throws(BenchError) -> UInt16 {
        guard text.utf8.count == 4, text.allSatisfy(\.isHexDigit), let revision = UInt16(text, radix: 16) else {
            throw BenchError(.request, "“\(text)” is no device revision; write four hexadecimal digits")
        }
        return revision
    }
}
