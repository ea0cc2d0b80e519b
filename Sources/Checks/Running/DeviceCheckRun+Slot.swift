import DeviceTransport
import SafetyGuard

extension DeviceCheckRun {
    /// The checks of a reader's slot, and those of the card in it.
    ///
    /// - Throws: As ``run()``.
    func runSlotChecks(_ slot: Int, until deadline: ContinuousClock.Instant?) async throws -> [CheckResult] {
        let readers = try await runReaderChecks(slot, until: deadline)
        guard !plan.cardChecks.isEmpty else { return readers }
        let record = CardRecord()
        record.tries = conditions.finished[CheckResult.Place(id: .cardTriesBefore, slot: slot)]?.triesRead
        let (allowance, limit) = (allowance, plan.timing.answer)
        let face = FaceCheckRun<Device, CardUnderTest, any SmartCardChannel>(
            device: device,
            conditions: conditions,
            allowance: allowance,
            slot: slot,
            open: { device, thread throws(TransportError) in
                let channel = try device.openSlot(slot, isDirect: false, on: thread, within: limit)
                record.see(channel.answerToReset)
                return channel
            },
            close: { $0.close() },
            body: { check, channel in
                let context = context(check.description.id)
                return await CheckEnding(
                    of: check,
                    allowance: allowance,
                    tries: { card throws(CheckEnd) in
                        // The card may have been changed since it was confirmed, so it is asked who it is.
                        guard let warrant, warrant.coversCard(try CardNumber.read(card)) else {
                            throw .notRun(.person, "this card is not the one that was confirmed")
                        }
                        return try card.triesLeft()
                    },
                    context: context,
                    using: { CardUnderTest(channel, allowing: $0, context: context, record: record) }
                )
            },
            recognize: { record.difference(of: $0.answerToReset) }
        )
        let mayGrow = allowance > .d2
        let cards = try await face.run(
            [.triesBefore(record)] + plan.cardChecks + [.triesAfter(record, mayGrow: mayGrow)],
            until: deadline
        )
        return readers + cards
    }

    private func runReaderChecks(_ slot: Int, until deadline: ContinuousClock.Instant?) async throws -> [CheckResult] {
        guard !plan.readerChecks.isEmpty else { return [] }
        let (allowance, limit) = (min(allowance, .d2), plan.timing.answer)
        let identity = device.current.identity
        let face = FaceCheckRun<Device, ReaderUnderTest, OpenedReader>(
            device: device,
            conditions: conditions,
            allowance: allowance,
            slot: slot,
            open: { device, thread throws(TransportError) in
                try OpenedReader(of: device, slot, on: thread, within: limit)
            },
            close: { $0.channel.close() },
            body: { check, opened in
                let context = context(check.description.id)
                return await CheckEnding(
                    of: check,
                    allowance: allowance,
                    tries: { _ in .unknown },
                    context: context,
                    using: {
                        ReaderUnderTest(
                            opened.channel,
                            hasCard: opened.hasCard,
                            of: identity,
                            allowing: $0,
                            context: context,
                            surroundings: SlotSurroundings(of: slot, on: device.current)
                        )
                    },
                    settling: { $0.settle() }
                )
            },
            recognize: { _ in nil }
        )
        return try await face.run(plan.readerChecks, until: deadline)
    }
}
