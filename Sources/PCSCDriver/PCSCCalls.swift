import CPCSCLite
import DeviceTransport

/// libpcsclite's functions, one place each: C types in, Swift values out, no decisions.
///
/// Touch no context that a call may be stuck in. The library takes a process-wide lock and, still holding it, waits for
/// the context; a release meant well would stop every other reader of this process. `SCardCancel` alone is exempt.
enum PCSCCalls {
    static func establishContext() -> (code: PCSCReturnCode, context: SCARDCONTEXT) {
        var context: SCARDCONTEXT = 0
        let code = unsafe SCardEstablishContext(DWORD(SCARD_SCOPE_SYSTEM), nil, nil, &context)
        return (PCSCReturnCode(code), context)
    }

    @discardableResult
    static func releaseContext(_ context: SCARDCONTEXT) -> PCSCReturnCode {
        PCSCReturnCode(SCardReleaseContext(context))
    }

    @discardableResult
    static func cancel(_ context: SCARDCONTEXT) -> PCSCReturnCode {
        PCSCReturnCode(SCardCancel(context))
    }

    /// The names as the daemon lists them, each followed by a zero byte and the last by another.
    static func listReaders(_ context: SCARDCONTEXT) -> (code: PCSCReturnCode, names: [String]) {
        // Sixteen readers of 128 bytes are the most that the daemon knows; the call says so if there are ever more.
        var count = DWORD(Int(PCSCLITE_MAX_READERS_CONTEXTS) * Int(MAX_READERNAME) + 1)
        var buffer = [CChar](repeating: 0, count: Int(count))
        let code = unsafe PCSCReturnCode(SCardListReaders(context, nil, &buffer, &count))
        guard code == .success else { return (code, []) }
        let names = buffer.prefix(Int(clamping: count)).split(separator: 0)
            .map { name in
                String(decoding: name.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            }
        return (code, names)
    }

    static func connect(
        _ context: SCARDCONTEXT,
        _ reader: String,
        sharing: CardSharing,
        protocols: DWORD
    ) -> (code: PCSCReturnCode, card: SCARDHANDLE, activeProtocol: DWORD) {
        var card: SCARDHANDLE = 0
        var active: DWORD = 0
        let code = unsafe SCardConnect(context, reader, sharing.mode, protocols, &card, &active)
        return (PCSCReturnCode(code), card, active)
    }

    static func reconnect(
        _ card: SCARDHANDLE,
        sharing: CardSharing,
        protocols: DWORD,
        initialization: DWORD
    ) -> (code: PCSCReturnCode, activeProtocol: DWORD) {
        var active: DWORD = 0
        let code = unsafe SCardReconnect(card, sharing.mode, protocols, initialization, &active)
        return (PCSCReturnCode(code), active)
    }

    @discardableResult
    static func disconnect(_ card: SCARDHANDLE) -> PCSCReturnCode {
        PCSCReturnCode(SCardDisconnect(card, DWORD(SCARD_LEAVE_CARD)))
    }

    static func status(_ card: SCARDHANDLE) -> (code: PCSCReturnCode, activeProtocol: DWORD, answerToReset: [UInt8]) {
        var active: DWORD = 0
        var count = DWORD(SCARD_ATR_LENGTH)
        var answer = [UInt8](repeating: 0, count: Int(count))
        let code = unsafe SCardStatus(card, nil, nil, nil, &active, &answer, &count)
        return (PCSCReturnCode(code), active, Array(answer.prefix(Int(clamping: count))))
    }

    static func beginTransaction(_ card: SCARDHANDLE) -> PCSCReturnCode {
        PCSCReturnCode(SCardBeginTransaction(card))
    }

    @discardableResult
    static func endTransaction(_ card: SCARDHANDLE) -> PCSCReturnCode {
        PCSCReturnCode(SCardEndTransaction(card, DWORD(SCARD_LEAVE_CARD)))
    }

    static func transmit(
        _ card: SCARDHANDLE,
        _ activeProtocol: DWORD,
        _ command: [UInt8],
        answerCapacity: Int
    ) -> (code: PCSCReturnCode, answer: [UInt8]) {
        let header =
            switch activeProtocol {
            case DWORD(SCARD_PROTOCOL_T0): unsafe cpcsclite_pci_t0()
            case DWORD(SCARD_PROTOCOL_T1): unsafe cpcsclite_pci_t1()
            default: unsafe cpcsclite_pci_raw()
            }
        return unsafe collect(capacity: answerCapacity) { buffer, count in
            unsafe SCardTransmit(card, header, command, DWORD(command.count), nil, buffer, &count)
        }
    }

    static func control(
        _ card: SCARDHANDLE,
        _ controlCode: DWORD,
        _ input: [UInt8]
    ) -> (code: PCSCReturnCode, answer: [UInt8]) {
        unsafe collect(capacity: Int(cpcsclite_max_buffer_size_extended())) { buffer, count in
            let capacity = count
            return unsafe SCardControl(card, controlCode, input, DWORD(input.count), buffer, capacity, &count)
        }
    }

    static func attribute(_ card: SCARDHANDLE, _ tag: DWORD) -> (code: PCSCReturnCode, value: [UInt8]) {
        let (code, value) = unsafe collect(capacity: Int(MAX_BUFFER_SIZE)) { buffer, count in
            unsafe SCardGetAttrib(card, tag, buffer, &count)
        }
        return (code, value)
    }

    /// Waits until a reader differs from what `entries` says of it, and updates them.
    static func statusChange(
        _ context: SCARDCONTEXT,
        timeout: Duration,
        _ entries: borrowing ReaderStateEntries
    ) -> PCSCReturnCode {
        let milliseconds = max(0, timeout.wholeMilliseconds)
        return unsafe PCSCReturnCode(
            SCardGetStatusChange(context, DWORD(milliseconds), entries.pointer, DWORD(entries.count))
        )
    }

    private static func collect(
        capacity: Int,
        _ call: (UnsafeMutablePointer<UInt8>?, inout DWORD) -> LONG
    ) -> (PCSCReturnCode, [UInt8]) {
        var code = PCSCReturnCode.success
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, initialized in
            var count = DWORD(capacity)
            unsafe code = PCSCReturnCode(call(buffer.baseAddress, &count))
            initialized = code == .success ? min(capacity, Int(clamping: count)) : 0
        }
        return (code, bytes)
    }
}
