package import ISO7816

extension SmartCardChannel {
    /// Sends one command and collects the whole answer.
    ///
    /// A card may hand its answer out in parts (`61xx`, then GET RESPONSE) or ask for the exact Le (`6Cxx`, then the
    /// command again): ISO/IEC 7816-4:2020, 5.6 and 7816-3:2006, 12.2. Both happen here and not in the channel, so that a
    /// recorder and a guard below see every command that really goes to the card. Over T=0 a command with data loses its
    /// Le, for the protocol carries data in one direction only. The limit is for everything together.
    ///
    /// - Throws: What the channel throws; `malformed` when an answer has no status word or never ends; `unsupported` when
    ///   the command does not fit its length form.
    package func exchange(_ command: CommandAPDU, within limit: Duration) throws(TransportError) -> ResponseAPDU {
        let deadline = ContinuousClock.now + limit
        var command = command
        if activeProtocol == .t0, !command.data.isEmpty { command.expectedLength = nil }
        var part = try sendWithExactLength(command, until: deadline)
        var data = part.data
        var fetches = 0
        while let waiting = part.statusWord.remainingBytes {
            fetches += 1
            guard fetches <= Self.maximumFetches, data.count <= Self.maximumAnswer else {
                throw TransportError(
                    .malformed,
                    operation: "GET RESPONSE",
                    subject: readerName,
                    detail: "the answer does not end after \(data.count) bytes"
                )
            }
            let fetch = CommandAPDU(
                instructionClass: command.classOfGetResponse,
                instruction: 0xC0,
                expectedLength: min(waiting, 256)
            )
            part = try sendWithExactLength(fetch, until: deadline)
            data += part.data
        }
        return ResponseAPDU(data: data, statusWord: part.statusWord)
    }

    private func sendWithExactLength(
        _ command: CommandAPDU,
        until deadline: ContinuousClock.Instant
    ) throws(TransportError) -> ResponseAPDU {
        let answer = try send(command, until: deadline)
        guard let exact = answer.statusWord.correctLength else { return answer }
        var again = command
        again.expectedLength = exact
        return try send(again, until: deadline)
    }

    private func send(
        _ command: CommandAPDU,
        until deadline: ContinuousClock.Instant
    ) throws(TransportError) -> ResponseAPDU {
        let bytes: [UInt8]
        do throws(CommandAPDU.EncodingError) {
            bytes = try command.encoded()
        } catch {
            throw TransportError(.unsupported, operation: "exchange", subject: readerName, detail: "\(error)")
        }
        let answer = try transmit(bytes, within: max(.zero, deadline - .now))
        do throws(ResponseAPDU.ParsingError) {
            return try ResponseAPDU(parsing: answer)
        } catch {
            throw TransportError(.malformed, operation: "exchange", subject: readerName, detail: "\(error)")
        }
    }

    /// An extended answer of one byte a time is no answer of a card that means well.
    private static var maximumFetches: Int { 1_024 }
    private static var maximumAnswer: Int { 0x1_0000 }
}

extension CommandAPDU {
    /// GET RESPONSE is an interindustry command on the logical channel of the command that it completes.
    fileprivate var classOfGetResponse: UInt8 {
        switch instructionClass {
        case 0x40...0x7F: 0x40 | instructionClass & 0x0F
        case 0xC0...0xDF: 0x40 | instructionClass & 0x0F
        default: instructionClass & 0x03
        }
    }
}
