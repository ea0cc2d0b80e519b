import DeviceTransport
import FixtureSupport
import Foundation
import Octets
import Testing

/// One scenario of `../shared/data/traces/pcsc`: its sidecar, and the trace that its recorder wrote.
struct PCSCScenario {
    struct Step: Decodable {
        // The sidecar's own names.
        let t_us_start: Int
        let t_us_end: Int
        let pcsc_spy_raw: String?
        var index = 0

        private enum CodingKeys: String, CodingKey {
            case t_us_start, t_us_end, pcsc_spy_raw
        }
    }

    private struct Sidecar: Decodable {
        let reader: String
        let steps: [Step]
        let trace: String
    }

    private struct Call: Decodable {
        let t_us: Int
        let reader: String?
        let op: String
        let tx: String?
        let rx: String?
        let rc: String
    }

    let folder: String
    let reader: String
    let steps: [Step]
    private let calls: [Call]

    init(_ path: String) throws {
        folder = (path as NSString).deletingLastPathComponent
        let bytes = try #require(try SharedData.bytes(path))
        let sidecar = try JSONDecoder().decode(Sidecar.self, from: Data(bytes))
        reader = sidecar.reader
        steps = sidecar.steps.enumerated()
            .map { index, step in
                var step = step
                step.index = index
                return step
            }
        let lines = try #require(try SharedData.bytes("\(folder)/\(sidecar.trace)")).split(separator: 0x0A)
        calls = try lines.map { try JSONDecoder().decode(Call.self, from: Data($0)) }
    }

    /// When the last program of a step asked the daemon for a context.
    func lastProgram(in step: Step) -> Int? {
        calls.last { $0.op == "establish" && step.t_us_start <= $0.t_us && $0.t_us <= step.t_us_end }?.t_us
    }

    /// Commands to the scenario's reader, with answer or error, at the times that are wanted.
    func exchanges(at isWanted: (Int) -> Bool) -> [String] {
        calls.compactMap { call in
            guard call.op == "transmit", call.reader == reader, isWanted(call.t_us), let command = call.tx else {
                return nil
            }
            let code = UInt32(call.rc.dropFirst(2), radix: 16).map { PCSCReturnCode(rawValue: $0) }
            guard let code, code != .success else { return "\(command) \(call.rx ?? "")" }
            return "\(command) \(code.name ?? call.rc)"
        }
    }
}
