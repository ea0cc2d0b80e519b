import CPCSCLite
import Glibc

/// The array that `SCardGetStatusChange` reads and writes, with its names.
///
/// The names are copied: the library keeps pointers to them for as long as the call lasts.
@safe struct ReaderStateEntries: ~Copyable {
    /// What is asked about one reader.
    struct Query {
        let name: String
        /// The low word is the state last seen, the high word the event counter; zero asks for the state as it is.
        let known: UInt32

        static let pnpName = #"\\?PnP?\Notification"#
    }

    /// The most entries that the library accepts, the pseudo reader for arrivals included.
    static let maximumCount = Int(PCSCLITE_MAX_READERS_CONTEXTS)

    let count: Int
    let pointer: UnsafeMutablePointer<SCARD_READERSTATE>

    init(_ queries: [Query]) {
        count = queries.count
        unsafe pointer = .allocate(capacity: max(1, queries.count))
        for (index, query) in queries.enumerated() {
            var entry = unsafe SCARD_READERSTATE()
            unsafe entry.szReader = UnsafePointer(strdup(query.name))
            unsafe entry.dwCurrentState = DWORD(query.known)
            unsafe (pointer + index).initialize(to: entry)
        }
    }

    deinit {
        for index in 0..<count { unsafe free(UnsafeMutableRawPointer(mutating: pointer[index].szReader)) }
        unsafe pointer.deallocate()
    }

    /// What the call found, in the order of the queries.
    func states(of queries: [Query]) -> [ReaderState] {
        zip(0..<count, queries)
            .map { index, query in
                let event = UInt32(truncatingIfNeeded: unsafe pointer[index].dwEventState)
                let length = min(Int(clamping: unsafe pointer[index].cbAtr), Int(MAX_ATR_SIZE))
                return ReaderState(
                    name: query.name,
                    flags: ReaderStateFlags(rawValue: UInt16(truncatingIfNeeded: event)).subtracting(.changed),
                    eventCount: UInt16(truncatingIfNeeded: event >> 16),
                    answerToReset: unsafe withUnsafeBytes(of: pointer[index].rgbAtr) { unsafe Array($0.prefix(length)) }
                )
            }
    }
}
