package import CTAPMessages
package import DeviceTransport

/// A security key as one check sees it: a guarded channel, what the run knows already, and nothing of any driver.
package final class KeyUnderTest: CheckSubject {
    package static let kind = CheckedKind.securityKey

    package let host: CTAPHIDHost
    package let record: KeyRecord
    package let context: CheckContext
    private var opened: CTAPHIDInitializeResponse?

    /// Lets a check use a key within what it may send.
    package init(
        _ channel: any ReportChannel,
        allowing allowance: SubjectAllowance,
        record: KeyRecord,
        context: CheckContext
    ) {
        self.record = record
        self.context = context
        host = CTAPHIDHost(
            allowance.guarding(channel, record.traces),
            timing: context.timing,
            attendant: context.attendant,
            past: record.pastChannels,
            onEvent: record.take
        )
    }

    /// The answer to a CTAPHID_INIT that this check has made.
    package func opening() throws(CheckEnd) -> CTAPHIDInitializeResponse {
        if let opened { return opened }
        let opening = try host.initialize(nonce: context.bytes("nonce", count: 8))
        opened = opening
        if record.capabilities == nil { record.capabilities = opening.capabilities }
        return opening
    }

    /// What the key announces, by the first CTAPHID_INIT of the run.
    package func capabilities() throws(CheckEnd) -> CTAPHIDCapabilities {
        if let known = record.capabilities { return known }
        return try opening().capabilities
    }

    /// A channel of this check's own.
    package func channel() throws(CheckEnd) -> UInt32 { try opening().channel }

    /// Leaves the key ready for the next check, which is not to hear what was meant for this one.
    func settle() {
        host.settle()
        record.retire(host.own)
    }

    /// Makes a CTAP2 request on this check's channel.
    package func call(_ request: [UInt8], touch: TouchExpectation = .none) throws(CheckEnd) -> CTAPReply {
        try host.call(request, on: try channel(), touch: touch)
    }

    package func call(_ call: CTAPCall, touch: TouchExpectation = .none) throws(CheckEnd) -> CTAPReply {
        try self.call(call.encoded, touch: touch)
    }

    /// A second channel, for checks that need two; each name has its own.
    package func otherChannel(_ name: String) throws(CheckEnd) -> UInt32 {
        try host.initialize(nonce: context.bytes("nonce \(name)", count: 8)).channel
    }

    /// Sends each request and holds its status against those that may be given.
    ///
    /// All are sent before the check ends, so that a report has every one that was not refused.
    package func expectRefusal(
        of variations: [RequestVariation],
        as statuses: [CTAPStatus]
    ) throws(CheckEnd) {
        var complaints: [String] = []
        for variation in variations {
            do throws(CheckEnd) {
                let reply = try call(variation.request)
                if !statuses.contains(reply.status) {
                    complaints.append("\(reply.status.name) where \(variation.flaw)")
                }
            } catch {
                guard case .failed(let reason) = error else { throw error }
                complaints.append("\(reason) where \(variation.flaw)")
            }
        }
        guard complaints.isEmpty else {
            let wanted = statuses.map(\.name).joined(separator: " or ")
            let shown = complaints.prefix(5).joined(separator: "; ")
            let rest = complaints.count > 5 ? "; \(complaints.count - 5) more of \(variations.count)" : ""
            throw .failed("\(wanted) expected, but \(shown)\(rest)")
        }
        context.note("\(variations.count) requests refused")
    }
}
