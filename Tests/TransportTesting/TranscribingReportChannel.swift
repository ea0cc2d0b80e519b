package import DeviceTransport
import Synchronization

/// A report channel that turns what crosses another into a script.
package final class TranscribingReportChannel: ReportChannel {
    private let wrapped: any ReportChannel
    private let steps = Mutex<[ScriptedReportChannel.Step]>([])

    package init(_ wrapped: any ReportChannel) {
        self.wrapped = wrapped
    }

    /// What has crossed so far, to be played by a ``ScriptedReportChannel``.
    package var script: [ScriptedReportChannel.Step] { steps.withLock { $0 } }

    package var name: String { wrapped.name }

    package func write(_ report: [UInt8], within limit: Duration) throws(TransportError) {
        do throws(TransportError) {
            try wrapped.write(report, within: limit)
        } catch {
            note(.writeFails(error))
            throw error
        }
        note(.takes(report))
    }

    package func read(within limit: Duration) throws(TransportError) -> [UInt8]? {
        do throws(TransportError) {
            let report = try wrapped.read(within: limit)
            note(report.map { .gives($0) } ?? .silence)
            return report
        } catch {
            note(.readFails(error))
            throw error
        }
    }

    package func close() { wrapped.close() }

    private func note(_ step: ScriptedReportChannel.Step) {
        steps.withLock { $0.append(step) }
    }
}
