package import DeviceTransport
package import SafetyGuard

/// A reader's slot as one check sees it, with a card in it or without.
package final class ReaderUnderTest: CheckSubject {
    package static let kind = CheckedKind.reader

    package let channel: any SmartCardChannel
    package let context: CheckContext
    package let hasCard: Bool

    package init(
        _ channel: any SmartCardChannel,
        hasCard: Bool,
        allowing danger: DangerClass,
        context: CheckContext
    ) {
        self.channel = GuardedSmartCardChannel(wrapping: channel, allowing: danger)
        self.hasCard = hasCard
        self.context = context
    }

    /// What the reader's driver tells; `nil` where it does not know the attribute.
    package func attribute(_ tag: UInt32) throws(CheckEnd) -> [UInt8]? {
        do throws(TransportError) {
            return try channel.attribute(tag, within: context.timing.answer)
        } catch  where error.code == .unsupported || error.code == .unclassified || error.code == .inputOutput {
            return nil
        } catch {
            throw .unreachable(error)
        }
    }

    /// The answer of the driver to a control code; `nil` where it knows none.
    package func control(_ code: UInt32, _ input: [UInt8] = []) throws(CheckEnd) -> [UInt8]? {
        do throws(TransportError) {
            return try channel.control(code, input, within: context.timing.answer)
        } catch  where error.code == .unsupported || error.code == .unclassified || error.code == .inputOutput {
            return nil
        } catch {
            throw .unreachable(error)
        }
    }
}
