import DeviceEmulation
import DeviceTransport
import Foundation
import SoftwareAuthenticator
import SoftwareCard
import WireRecording

/// A card of a recording, in a slot of the bench.
final class RecordedCardInSlot: InsertableCard {
    private let card: RecordedCard

    init(_ path: String) throws(BenchError) {
        card = try RecordedDevices.make(path) { recording throws(TransportError) in
            try RecordedCard(recording, onGap: RecordedDevices.report)
        }
    }

    var isPresent: Bool { true }

    func reset(_ kind: SoftwareCard.ResetKind) -> [UInt8] { card.reset(kind == .warm ? .warm : .cold) }

    func respond(to command: [UInt8], over link: CardModel.TransmissionProtocol?) -> [UInt8]? {
        card.respond(to: command)
    }
}

/// A key of a recording, behind a node of the bench.
protocol RecordedAnswerer: ReportAnswerer {
    var device: RecordedDevice { get }
}

extension RecordedAnswerer {
    /// What the recording says of the device; it tells no serial number.
    var identity: USBIdentity {
        USBIdentity(
            vendor: device.vendorID ?? 0x1209,
            product: device.productID ?? 0xF1D2,
            revision: device.bcdDevice ?? 0x0100,
            manufacturer: device.manufacturer,
            productName: device.product
        )
    }
}

/// A key of a recording that answers whatever it was asked then, in any order.
struct RecordedKeyAnswerer: RecordedAnswerer {
    private let key: RecordedKey
    var device: RecordedDevice { key.device }

    init(_ path: String) throws(BenchError) {
        key = try RecordedDevices.make(path) { recording throws(TransportError) in
            try RecordedKey(recording, onGap: RecordedDevices.report)
        }
    }

    func receive(_ report: [UInt8], at now: ContinuousClock.Instant) -> [Emission] {
        key.receive(report).map { Emission($0) }
    }
}

/// Reading recordings for the bench.
enum RecordedDevices {
    static func make<Device>(
        _ path: String,
        _ device: (Recording) throws(TransportError) -> Device
    ) throws(BenchError) -> Device {
        let recording: Recording
        do throws(RecordingError) {
            recording = try Recording(reading: path)
        } catch {
            throw BenchError(.request, "\(error)")
        }
        do throws(TransportError) {
            return try device(recording)
        } catch {
            throw BenchError(.request, "\(error)")
        }
    }

    /// Said where whoever runs the bench sees it, once for each time it is asked.
    @Sendable static func report(_ gap: EmulationGap) { report("\(gap)") }

    static func report(_ text: String) { FileHandle.standardError.write(Data("virtual-bench: \(text)\n".utf8)) }
}
