import RecordingImport
import Testing

/// A short log in each format, made up in the right shape.
struct SampleLog: Sendable, CustomTestStringConvertible {
    let format: ForeignFormat
    let text: String
    /// Command and answer, hexadecimal, of the card formats.
    let exchanges: [String]

    var testDescription: String { format.rawValue }

    static let all = [apdu4j, pcscSpy, openSC, libFIDO2, reports]

    static let apdu4j = Self(
        format: .apdu4j,
        text: """
            # Generated on Mon, 2 Mar 2026 10:15:00 +0100 by apdu4j
            # Using Sample Reader (SN-77) 00 00
            # ATR: 3B80800101
            # PROTOCOL: T=1
            #
            # Sent
            00A4040005A00000030800
            # Received in 12ms
            61024F009000
            # Sent
            0020008008313233343536FFFF
            # Received in 8ms
            63C2

            """,
        exchanges: ["00a4040005a00000030800 61024f009000", "0020008008313233343536ffff 63c2"]
    )

    static let pcscSpy = Self(
        format: .pcscSpy,
        text: """
            7F01@>|1770000000|100|SCardConnect
            7F01@0x00000011
            7F01@Sample Reader (SN-77) 00 00
            7F01@0x00000002
            7F01@0x00000003
            7F01@0x7FFF0000
            7F01@0x7FFF0008
            7F01@0x0000002A
            7F01@0x00000002
            7F01@<|1770000000|200|SCardConnect|Command successful.|0x00000000
            7F01@>|1770000000|300|SCardStatus
            7F01@0x0000002A
            7F01@0x00000100
            7F01@0x00000024
            7F01@0x0000001B
            7F01@Sample Reader (SN-77) 00 00
            7F01@0x00000034
            7F01@0x00000002
            7F01@0x00000005
            7F01@3B 80 80 01 01 
            7F01@<|1770000000|400|SCardStatus|Command successful.|0x00000000
            7F01@>|1770000000|500|SCardTransmit
            7F01@0x0000002A
            7F01@0x00000002
            7F01@0x00000010
            7F01@0x0000000B
            7F01@00 A4 04 00 05 A0 00 00 03 08 00 
            7F01@0x00000001
            7F01@0x00000010
            7F01@0x00000006
            7F01@61 02 4F 00 90 00 
            7F01@<|1770000000|3500|SCardTransmit|Command successful.|0x00000000
            7F01@>|1770000000|4000|SCardReconnect
            7F01@0x0000002A
            7F01@0x00000002
            7F01@0x00000003
            7F01@0x00000001
            7F01@0x00000002
            7F01@<|1770000000|5000|SCardReconnect|Command successful.|0x00000000
            7F01@>|1770000001|0|SCardTransmit
            7F01@0x0000002A
            7F01@0x00000002
            7F01@0x00000010
            7F01@0x0000000D
            7F01@00 20 00 80 08 31 32 33 34 35 36 FF FF 
            7F01@0x00000001
            7F01@0x00000010
            7F01@0x00000002
            7F01@63 C2 
            7F01@<|1770000001|10|SCardTransmit|Command successful.|0x00000000
            7F01@>|1770000001|20|SCardTransmit
            7F01@0x0000002A
            7F01@0x00000002
            7F01@0x00000010
            7F01@0x00000004
            7F01@00 20 00 80 
            7F01@0x00000000
            7F01@0x00000010
            7F01@0x00000000
            7F01@
            7F01@<|1770000001|30|SCardTransmit|Card was removed.|0x80100069
            7F01@>|1770000001|40|SCardDisconnect
            7F01@0x0000002A
            7F01@0x00000000
            7F01@<|1770000001|50|SCardDisconnect|Command successful.|0x00000000

            """,
        exchanges: ["00a4040005a00000030800 61024f009000", "0020008008313233343536ffff 63c2"]
    )

    static let openSC = Self(
        format: .openSC,
        text: """
            P:9; T:0x1 23:59:59.990 [opensc-tool] ctx.c:858:sc_context_create: ===
            P:9; T:0x1 23:59:59.991 [opensc-tool] reader-pcsc.c:641:pcsc_connect: Initial protocol: T=1
            P:9; T:0x1 23:59:59.992 [opensc-tool] card.c:1234:match_atr_table: ATR     : 3b:80:80:01:01
            P:9; T:0x1 23:59:59.995 [opensc-tool] reader-pcsc.c:325:pcsc_transmit: reader 'Sample Reader (SN-77) 00 00'
            P:9; T:0x1 23:59:59.995 [opensc-tool] reader-pcsc.c:326:pcsc_transmit: 
            Outgoing APDU (17 bytes):
            00 A4 04 00 0B A0 00 00 03 08 00 00 10 00 01 00 ................
            00                                              .

            P:9; T:0x1 00:00:00.005 [opensc-tool] reader-pcsc.c:335:pcsc_transmit: 
            Incoming APDU (6 bytes):
            61 02 4F 00 90 00 a.O...

            P:9; T:0x1 00:00:00.010 [opensc-tool] reader-pcsc.c:325:pcsc_transmit: reader 'Sample Reader (SN-77) 00 00'
            Outgoing APDU (13 bytes):
            00 20 00 80 08 31 32 33 34 35 36 FF FF . ...123456..

            Incoming APDU (2 bytes):
            63 C2 c.

            P:9; T:0x1 00:00:00.020 [opensc-tool] reader-pcsc.c:673:pcsc_disconnect: Sample Reader (SN-77) 00 00:SCardDisconnect returned: 0x00000000

            """,
        exchanges: ["00a404000ba00000030800001000010000 61024f009000", "0020008008313233343536ffff 63c2"]
    )

    static let libFIDO2 = Self(
        format: .libFIDO2,
        text: """
            fido_tx: dev=0x55, cmd=0x06
            fido_tx: buf=0x55, len=8
            0000: 01 02 03 04 05 06 07 08
            fido_rx: dev=0x55, cmd=0x06, ms=-1
            rx_preamble: buf=0x7f, len=64
            \(dump("ffffffff8600110102030405060708000000070201020304"))
            rx: payload_len=17
            Enter PIN for /dev/hidraw0: fido_tx: dev=0x55, cmd=0x10
            fido_tx: buf=0x7f, len=1
            0000: 04
            rx_preamble: buf=0x7f, len=64
            \(dump("000000079000030181a0"))

            """,
        exchanges: []
    )

    static let reports = Self(
        format: .ctapHIDReports,
        text: """
            {"t_us":0,"dir":"out","report":"\(report("ffffffff8600080102030405060708"))"}
            {"t_us":900,"dir":"in","report":"\(report("ffffffff8600110102030405060708000000070201020304"))"}
            {"t_us":2000,"dir":"out","report":"\(report("0000000790000104"))"}
            {"t_us":2500,"dir":"in","report":"\(report("00000007bb000101"))"}
            {"t_us":3000,"dir":"in","report":"\(report("000000079000030181a0"))"}

            """,
        exchanges: []
    )

    private static func report(_ start: String) -> String {
        start + String(repeating: "0", count: 128 - start.count)
    }

    private static func dump(_ start: String) -> String {
        let digits = Array(report(start))
        return stride(from: 0, to: 128, by: 32)
            .map { line in
                let pairs = stride(from: line, to: line + 32, by: 2).map { String(digits[$0...$0 + 1]) }
                return ["0000", "0016", "0032", "0048"][line / 32] + ": " + pairs.joined(separator: " ")
            }
            .joined(separator: "\n")
    }
}
