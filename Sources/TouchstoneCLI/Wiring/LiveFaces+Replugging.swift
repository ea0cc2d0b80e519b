import BenchInventory
import Checks
import DeviceTransport
import UdevInventory

extension LiveFaces {
    /// Has somebody pull the device and plug it in, or plug it in after it has gone, and finds it at its port.
    func replugged(
        _ occasion: ReplugOccasion,
        by hands: any Operator,
        within limit: Duration
    ) async throws(TransportError) -> Self {
        switch occasion {
        case .forPower:
            let request = OperatorRequest(.unplug, device: label)
            // Hands may be a rig that nobody has to ask, so this waits for the device and not for a word.
            let outcome = await Self.result {
                let watch = try await PortWatch(of: device)
                return try await hands.attend(to: request, within: limit) {
                    try await returning(by: .now + limit, watch)
                }
            }
            return try outcome.get()
        case .afterLoss:
            let kind: OperatorRequest.Action = device.usb == nil ? .insertCard : .plugIn
            let answer = await hands.perform(OperatorRequest(kind, device: label), within: limit)
            guard answer == .done else { throw TransportError(.cancelled, operation: "replug", subject: label) }
            return try await Self.result { try await found(by: .now + .seconds(5)) }.get()
        }
    }

    /// Waits until the device has gone from its port and something is there again.
    private func returning(by deadline: ContinuousClock.Instant, _ watch: PortWatch) async throws -> Self {
        guard try await watch.replug(by: deadline) else {
            let isAnnounced = KernelInventory.isDaemonRunning
            throw TransportError(
                .deviceRemoved,
                operation: "replug",
                subject: label,
                detail: isAnnounced ? "it was not pulled and plugged in" : "udevd does not run, so nothing is announced"
            )
        }
        return try await found(by: deadline)
    }

    /// What stands at the device's port, once it is whole.
    private func found(by deadline: ContinuousClock.Instant) async throws -> Self {
        while ContinuousClock.now < deadline {
            if try isAttached() {
                let survey = try await BenchSurvey.take(within: .seconds(5))
                let here = survey.devices.first { $0.portPath == device.portPath && $0.portPath != nil }
                if let here, here.node != nil || device.node == nil, here.readers.count >= device.readers.count {
                    return Self(device: here, attestationSeed: attestationSeed)
                }
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw TransportError(.deviceRemoved, operation: "replug", subject: label, detail: "it did not come back")
    }

    /// Whether the kernel sees anything at the device's port; asks nobody else, for the first seconds count.
    private func isAttached() throws(TransportError) -> Bool {
        guard let port = device.portPath else { return true }
        return try KernelInventory.snapshot().contains { PortWatch.counts($0, at: port, isKey: device.node != nil) }
    }

    private static func result(_ body: () async throws -> Self) async -> Result<Self, TransportError> {
        do {
            return .success(try await body())
        } catch let error as TransportError {
            return .failure(error)
        } catch {
            return .failure(TransportError(.cancelled, operation: "replug"))
        }
    }
}
