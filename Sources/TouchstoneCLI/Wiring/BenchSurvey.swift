import BenchInventory
import DeviceTransport
import PCSCDriver
import UdevInventory

/// What stands on the bench at one moment, from all drivers.
struct BenchSurvey: Sendable {
    let devices: [BenchDevice]
    /// Why the PC/SC daemon told nothing; the rest of the bench is there all the same.
    let daemonProblem: TransportError?

    /// The bench without some of its devices; the others keep their positions.
    func without(_ others: [BenchDevice]) -> Self {
        Self(
            devices: devices.filter { device in !others.contains { $0.id == device.id } },
            daemonProblem: daemonProblem
        )
    }

    /// Asks the kernel and the PC/SC daemon, both at once.
    ///
    /// - Throws: `TransportError` when the kernel's own list cannot be read.
    static func take(within limit: Duration) async throws -> Self {
        async let states = readers { try await PCSCReaders.states(within: limit) }
        let faces = try KernelInventory.snapshot()
        switch await states {
        case .success(let readers):
            let devices = Bench.join(udev: faces, readers: readers)
            guard isInDoubt(devices) else { return Self(devices: devices, daemonProblem: nil) }
        case .failure(let problem):
            return Self(devices: Bench.join(udev: faces, readers: nil), daemonProblem: problem)
        }
        switch await readers({ try await PCSCReaders.list(within: limit) }) {
        case .success(let readers):
            return Self(devices: Bench.join(udev: faces, readers: readers), daemonProblem: nil)
        case .failure(let problem):
            return Self(devices: Bench.join(udev: faces, readers: nil), daemonProblem: problem)
        }
    }

    /// Whether names alone leave a reader without a place, or a place without a reader.
    ///
    /// Only then are the readers asked where they are: that takes a connection to each, and one that is stuck has to be
    /// waited for.
    private static func isInDoubt(_ devices: [BenchDevice]) -> Bool {
        devices.contains { device in
            device.daemonView == .missing || device.daemonView == .unknown || device.usb == nil
        }
    }

    private static func readers(
        _ ask: @Sendable () async throws -> [ReaderState]
    ) async -> Result<[ReaderObservation], TransportError> {
        do {
            return .success(try await ask().map(ReaderObservation.init))
        } catch let error as TransportError {
            return .failure(error)
        } catch {
            return .failure(TransportError(.unclassified, operation: "SCardListReaders", detail: "\(error)"))
        }
    }
}

extension ReaderObservation {
    /// The reader as its driver reports it.
    init(_ state: ReaderState) {
        let content: State =
            if !state.flags.isDisjoint(with: [.unavailable, .unknown]) {
                .unavailable
            } else if state.flags.contains(.mute) {
                .mute
            } else if state.isCardPresent {
                .card(answerToReset: state.answerToReset)
            } else {
                .empty
            }
        self.init(
            name: state.name,
            state: content,
            isExclusive: state.flags.contains(.exclusive),
            eventCount: Int(state.eventCount),
            busNumber: state.usbAddress?.bus,
            deviceNumber: state.usbAddress?.device
        )
    }
}
