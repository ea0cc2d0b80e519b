package import CapabilityProbe
package import DeviceTransport
import SafetyGuard

/// A reader's slot as one check sees it, with a card in it or without.
package final class ReaderUnderTest: CheckSubject {
    package static let kind = CheckedKind.reader

    let guarded: GuardedSmartCardChannel
    /// What else there is at the slot; nil where nothing can be opened beside the channel.
    let surroundings: SlotSurroundings?
    package let context: CheckContext
    package let hasCard: Bool
    private let identity: DeviceIdentity
    private let allowance: SubjectAllowance

    package init(
        _ channel: any SmartCardChannel,
        hasCard: Bool,
        of identity: DeviceIdentity,
        allowing allowance: SubjectAllowance,
        context: CheckContext,
        surroundings: SlotSurroundings? = nil
    ) {
        guarded = allowance.guarding(channel)
        self.surroundings = surroundings
        self.hasCard = hasCard
        self.identity = identity
        self.allowance = allowance
        self.context = context
    }

    package var channel: any SmartCardChannel { guarded }

    /// Ends what would keep others from the card.
    func settle() { guarded.release(within: context.timing.answer) }

    /// Of the USB device, as four hexadecimal digits like the two below; nil where none is known.
    package var vendorID: String? { identity.vendorID }
    package var productID: String? { identity.productID }
    package var release: String? { identity.bcdDevice }

    /// The card in the slot, as checks of cards see it.
    package func card() throws(CheckEnd) -> CardUnderTest {
        guard hasCard else { throw .notApplicable("no card is in the reader") }
        return CardUnderTest(channel, allowing: allowance, context: context)
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
