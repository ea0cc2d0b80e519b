/// A transmission protocol between reader and card (ISO/IEC 7816-3:2006, 10 and 11).
package enum CardProtocol: String, Hashable, Sendable, CaseIterable {
    case t0 = "T=0"
    case t1 = "T=1"
    case raw
}
