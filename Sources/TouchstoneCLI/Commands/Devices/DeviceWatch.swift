import DeviceTransport
import Octets
import PCSCDriver
import UdevInventory

/// Arrivals and departures from all drivers, one line each, in the order in which they were seen.
struct DeviceWatch: Sendable {
    let format: OutputFormat
    let console: Console

    /// Runs until it is cancelled or the kernel's events end.
    ///
    /// A PC/SC daemon that is not there, or goes, is reported and asked for again; keys are watched meanwhile.
    func run() async throws -> ExitStatus {
        let (lines, sink) = AsyncStream.makeStream(of: Sighting.self)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await watchKernel(into: sink) }
            group.addTask { try await watchDaemon(into: sink) }
            group.addTask {
                var number = 0
                for await sighting in lines {
                    number += 1
                    console.print(try sighting.line(number: number, format))
                    // Nobody reads on, and so there is nothing to watch for.
                    guard StandardOutput.takesMore else { return }
                }
            }
            defer { group.cancelAll() }
            try await group.next()
            return Task.isCancelled ? .interrupted : .ok
        }
    }

    private func watchKernel(into sink: AsyncStream<Sighting>.Continuation) async throws {
        for try await event in KernelInventory().events() { sink.yield(Sighting(source: "kernel", event: event)) }
    }

    private func watchDaemon(into sink: AsyncStream<Sighting>.Continuation) async throws {
        var isReported = false
        while !Task.isCancelled {
            do {
                for try await event in PCSCInventory().events() {
                    isReported = false
                    sink.yield(Sighting(source: "pcsc", event: event))
                }
                return
            } catch let error as TransportError where error.code == .serviceUnavailable {
                if !isReported { console.failure(CommandFailure(error)) }
                isReported = true
                try await Task.sleep(for: .milliseconds(250))
            }
        }
    }
}

/// One event with the driver that saw it.
struct Sighting: Sendable {
    let source: String
    let event: InventoryEvent

    /// The event as a line of text, or as a JSON object with its number.
    func line(number: Int, _ format: OutputFormat) throws -> String {
        switch format {
        case .text: "\(mark) \(text)"
        case .json: try WatchLine(number: number, sighting: self).text()
        }
    }

    private var mark: String {
        switch event {
        case .attached, .cardInserted: "+"
        case .detached, .cardRemoved: "-"
        case .settled: "="
        }
    }

    private var text: String {
        switch event {
        case .attached(let device):
            ["\(device.face.word) \(device.name)", device.usb.map { "port \($0.portPath)" }]
                .compactMap(\.self)
                .joined(separator: ", ")
        case .detached(let id): "\(id)"
        case .cardInserted(let reader, let answer, let count):
            "card in \(reader): \(answer.isEmpty ? "gone before it was read" : Hex.encode(answer)) (event \(count))"
        case .cardRemoved(let reader, let count): "card from \(reader) (event \(count))"
        case .settled: "\(source): everything that was there has been listed"
        }
    }
}

extension AttachedDevice.Face {
    /// One word for lines and JSON.
    var word: String {
        switch self {
        case .hidraw: "security-key"
        case .ccid: "smartcard-interface"
        case .reader: "reader"
        }
    }
}
