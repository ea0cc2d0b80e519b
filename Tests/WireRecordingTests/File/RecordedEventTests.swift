import CTAPMessages
import DeviceTransport
import ISO7816
import Testing

@testable import WireRecording

@Suite struct RecordedEventTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let kind: RecordedEvent.Kind
        let json: String
        var testDescription: String { json }
    }

    private static let masked = MaskedBytes(
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
        masks: [
            Mask(offset: 0, length: 8, rule: .initNonce),
            Mask(offset: 8, length: 4, rule: .channelID, classNumber: 2),
        ]
    )

    static let rows = [
        Row(kind: .connect(RecordedConnection()), json: #""ch":"hid","kind":"connect""#),
        Row(
            kind: .connect(RecordedConnection(reader: "R 00 00", activeProtocol: .t1, answerToReset: [0x3B, 0])),
            json: #""ch":"card","kind":"connect","reader":"R 00 00","protocol":"T=1","atr":"3b00""#
        ),
        Row(kind: .close, json: #""ch":"hid","kind":"close""#),
        Row(
            kind: .message(
                .out,
                RecordedMessage(channel: .literal(0xFFFF_FFFF), command: .initialize, payload: masked)
            ),
            json: #""ch":"hid","kind":"request","cid":"ffffffff","cmd":"06","data":"0000000000000000000000000d","#
                + #""mask":[[0,8,"init-nonce"],[8,4,"channel-id",2]]"#
        ),
        Row(
            kind: .message(.in, RecordedMessage(channel: .allotted(3), command: .cbor, payload: MaskedBytes([0x2E]))),
            json: #""ch":"hid","kind":"response","cid":3,"cmd":"10","data":"2e""#
        ),
        Row(
            kind: .keepAlive(.allotted(0), status: 2),
            json: #""ch":"hid","kind":"keepalive","cid":0,"status":"02""#
        ),
        Row(
            kind: .report(.in, MaskedBytes([0xFF])),
            json: #""ch":"hid","kind":"report","dir":"in","data":"ff""#
        ),
        Row(kind: .timeout, json: #""ch":"hid","kind":"timeout""#),
        Row(
            kind: .apdu(
                .out,
                MaskedBytes([0, 0x20, 0, 0x80, 1, 9], masks: [Mask(offset: 5, length: 1, rule: .redacted)])
            ),
            json: #""ch":"card","kind":"apdu","dir":"out","data":"002000800100","mask":[[5,1,"redacted"]]"#
        ),
        Row(kind: .apdu(.in, MaskedBytes([])), json: #""ch":"card","kind":"apdu","dir":"in","data":"""#),
        Row(kind: .reset(.cold), json: #""ch":"card","kind":"reset","type":"cold""#),
        Row(kind: .answerToReset([0x3B, 0]), json: #""ch":"card","kind":"atr","data":"3b00""#),
        Row(kind: .attribute(0x0009_0303), json: #""ch":"card","kind":"attribute","tag":"00090303""#),
        Row(kind: .control(0x4200_0D48, [7]), json: #""ch":"card","kind":"control","code":"42000d48","data":"07""#),
        Row(kind: .value(MaskedBytes([1, 2])), json: #""ch":"card","kind":"value","data":"0102""#),
        Row(
            kind: .failure(
                RecordedFailure(
                    call: .transmit,
                    code: .cardRemoved,
                    operation: "SCardTransmit",
                    original: .init(source: "pcsc-lite", number: 0x8010_0069, name: "SCARD_W_REMOVED_CARD")
                )
            ),
            json: #""ch":"card","kind":"error","call":"transmit","code":"card-removed","operation":"SCardTransmit","#
                + #""original":{"source":"pcsc-lite","number":2148532329,"name":"SCARD_W_REMOVED_CARD"}"#
        ),
        Row(
            kind: .failure(RecordedFailure(call: .read, code: .inputOutput, operation: "read")),
            json: #""ch":"hid","kind":"error","call":"read","code":"input-output","operation":"read""#
        ),
        Row(
            kind: .opening(ConnectionMode(.shared, [.t1, .t0])),
            json: #""ch":"card-second","kind":"opening","sharing":"shared","protocols":["T=0","T=1"]"#
        ),
        Row(
            kind: .opening(.direct),
            json: #""ch":"card-second","kind":"opening","sharing":"direct","protocols":[]"#
        ),
        Row(kind: .transaction(.begin), json: #""ch":"card","kind":"transaction","step":"begin""#),
        Row(kind: .transaction(.end), json: #""ch":"card-second","kind":"transaction","step":"end""#),
        Row(kind: .reconnect(.exclusive), json: #""ch":"card","kind":"reconnect","sharing":"exclusive""#),
        Row(kind: .done, json: #""ch":"card-second","kind":"done""#),
        Row(kind: .watch(nil, milliseconds: 0), json: #""ch":"card-watch","kind":"watch","for":0"#),
        Row(
            kind: .watch(SlotState(flags: 0x0122, eventCount: 3), milliseconds: 1000),
            json: #""ch":"card-watch","kind":"watch","flags":"0122","count":3,"for":1000"#
        ),
        Row(
            kind: .slot(SlotState(flags: 0x0010, eventCount: 65535)),
            json: #""ch":"card-watch","kind":"slot","flags":"0010","count":65535"#
        ),
        Row(kind: .cancelled, json: #""ch":"card-watch","kind":"cancelled""#),
        Row(
            kind: .reader(isAttached: false, name: "R 00 00"),
            json: #""kind":"reader","state":"detached","reader":"R 00 00""#
        ),
        Row(
            kind: .card(answerToReset: [0x3B], reader: "R", count: 7),
            json: #""kind":"card","state":"inserted","reader":"R","atr":"3b","count":7"#
        ),
        Row(
            kind: .card(answerToReset: nil, reader: "R", count: 8),
            json: #""kind":"card","state":"removed","reader":"R","count":8"#
        ),
        Row(kind: .action(.touch, .done), json: #""kind":"action","action":"touch","answer":"done""#),
        Row(
            kind: .action(.confirmDestruction(phrase: "yes \"really\""), .nobodyToAsk),
            json: #""kind":"action","action":"confirm-destruction","phrase":"yes \"really\"","answer":"nobody-to-ask""#
        ),
        Row(kind: .end(events: 4, checksum: 0xABCD), json: #""kind":"end","events":4,"crc32":"0000abcd""#),
    ]

    private static let header = Samples.header([
        .hid, .card, RecordedChannel.card.secondConnection, RecordedChannel.card.slotWatch,
    ])

    private static func parse(_ text: some StringProtocol) throws -> RecordedEvent {
        try RecordedEvent(parsing: JSONParser.parse(Array(text.utf8)[...]), header: header)
    }

    @Test(arguments: rows) func hasOneFormAndComesBack(_ row: Row) throws {
        let event = try Self.parse(#"{"n":5,"t":17,"# + row.json + "}")
        #expect(event.kind == row.kind)
        #expect(event.number == 5)
        #expect(event.milliseconds == 17)
        #expect(String(decoding: event.line, as: UTF8.self) == #"{"n":5,"t":17,"# + row.json + "}\n")
    }

    /// What the third version brought is not known in recordings that say that they are older.
    @Test(arguments: rows) func olderVersionsHaveTheirOwnKinds(_ row: Row) throws {
        let later: Set = ["opening", "transaction", "reconnect", "done", "watch", "slot", "cancelled"]
        let older = RecordingHeader(
            version: 2,
            tool: "t",
            capturedAt: Self.header.capturedAt,
            device: Self.header.device,
            channels: Self.header.channels
        )
        let node = try JSONParser.parse(Array((#"{"n":5,"t":17,"# + row.json + "}").utf8)[...])
        let isKnown = (try? RecordedEvent(parsing: node, header: older)) != nil
        #expect(isKnown != later.contains(row.kind.name))
    }

    @Test(arguments: rows) func passesOverMembersOfLaterReleases(_ row: Row) throws {
        let event = try Self.parse(#"{"later":{"x":[1]},"n":5,"t":17,"# + row.json + #","note":null}"#)
        #expect(event.kind == row.kind)
    }

    @Test(arguments: rows) func rejectsTheKindOnAnotherChannel(_ row: Row) throws {
        let channel = /"ch":"[a-z-]+",/
        let other = row.json.contains(channel) ? row.json.replacing(channel, with: "") : #""ch":"hid","# + row.json
        #expect(throws: RecordComplaint.self) { try Self.parse(#"{"n":5,"t":17,"# + other + "}") }
    }

    @Test(
        arguments: [
            (#"[]"#, 0, "an object"),
            (#"{"n":0,"t":0,"kind":"timeout","ch":"hid"}"#, 5, "a whole number from 1"),
            (#"{"n":1,"t":-1,"kind":"timeout","ch":"hid"}"#, 11, "a whole number"),
            (#"{"n":1,"t":0.5,"kind":"timeout","ch":"hid"}"#, 11, "a whole number"),
            (#"{"n":1,"t":0,"kind":"nothing","ch":"hid"}"#, 20, "a kind of format version 3"),
            (#"{"n":1,"t":0,"kind":"timeout","ch":"usb"}"#, 35, "a channel that the header declares"),
            (#"{"n":1,"t":0,"ch":"hid"}"#, 0, "a string"),
            (#"{"n":1,"t":0,"ch":"card","kind":"atr","data":"3g"}"#, 47, "bytes as pairs of hexadecimal digits"),
            (#"{"n":1,"t":0,"ch":"card","kind":"atr","data":"3"}"#, 47, "bytes as pairs of hexadecimal digits"),
            (#"{"n":1,"t":0,"ch":"card","kind":"atr","data":7}"#, 45, "bytes as pairs of hexadecimal digits"),
            (#"{"n":1,"t":0,"ch":"card","kind":"reset","type":"hot"}"#, 47, "one of `warm`, `cold`"),
            (#"{"n":1,"t":0,"ch":"card","kind":"attribute","tag":"01"}"#, 50, "8 hexadecimal digits"),
            (
                #"{"n":1,"t":0,"ch":"hid","kind":"keepalive","cid":-1,"status":"01"}"#, 49,
                "the number of an allotted channel"
            ),
            (#"{"n":1,"t":0,"ch":"hid","kind":"keepalive","cid":"ff","status":"01"}"#, 49, "8 hexadecimal digits"),
            (#"{"n":1,"t":0,"ch":"hid","kind":"request","cid":0,"cmd":"90","data":""}"#, 55, "a command without bit 7"),
            (#"{"n":1,"t":0,"ch":"card","kind":"value","data":"01","mask":[[0,1,"redacted"]]}"#, 48, "00"),
            (#"{"n":1,"t":0,"ch":"card","kind":"value","data":"00","mask":[[0,2,"redacted"]]}"#, 60, "a run of bytes"),
            (#"{"n":1,"t":0,"ch":"card","kind":"value","data":"00","mask":[[1,1,"redacted"]]}"#, 60, "a run of bytes"),
            (#"{"n":1,"t":0,"ch":"card","kind":"value","data":"00","mask":[[0,1,"magic"]]}"#, 65, "one of the rules"),
            (
                #"{"n":1,"t":0,"ch":"card","kind":"value","data":"00","mask":[[0,0,"redacted"]]}"#, 63,
                "a length above 0"
            ),
            (#"{"n":1,"t":0,"ch":"card","kind":"value","data":"00","mask":[[-1,1,"redacted"]]}"#, 61, "an offset"),
            (#"{"n":1,"t":0,"ch":"card","kind":"value","data":"00","mask":[[0,1]]}"#, 60, "[offset, length, rule]"),
            (
                #"{"n":1,"t":0,"ch":"card","kind":"value","data":"00","mask":[[0,1,"redacted",-1]]}"#, 76,
                "a class number"
            ),
            (#"{"n":1,"t":0,"ch":"card","kind":"value","data":"00","mask":[[0,1,"init-nonce"]]}"#, 60, "8 bytes"),
            (#"{"n":1,"t":0,"ch":"card","kind":"value","data":"00000000","mask":[[0,4,"channel-id"]]}"#, 66, "4 bytes"),
            (
                #"{"n":1,"t":0,"ch":"card","kind":"value","data":"00","mask":[[9223372036854775807,9223372036854775807,"redacted"]]}"#,
                60, "a run of bytes"
            ),
        ]
    )
    func saysWhereAndWhatIsExpected(_ text: String, _ offset: Int, _ expected: String) {
        let complaint = #expect(throws: RecordComplaint.self) { try Self.parse(text) }
        #expect(complaint?.offset == offset)
        #expect(complaint?.expected?.hasPrefix(expected) == true, "\(complaint?.expected ?? "")")
    }

    @Test func neverTrapsOnChangedBytes() throws {
        var complaints = 0
        for row in Self.rows {
            let line = Array((#"{"n":5,"t":17,"# + row.json + "}").utf8)
            for position in line.indices {
                for byte: UInt8 in [0x00, 0x22, 0x2D, 0x30, 0x39, 0x5B, 0x61, 0x7D, 0xFF] {
                    var changed = line
                    changed[position] = byte
                    let node = try? JSONParser.parse(changed[...])
                    guard let node, (try? RecordedEvent(parsing: node, header: Self.header)) != nil else {
                        complaints += 1
                        continue
                    }
                }
            }
        }
        #expect(complaints > 1000)
    }
}
