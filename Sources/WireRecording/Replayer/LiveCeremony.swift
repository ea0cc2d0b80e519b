import CBORTree
import CTAPMessages
import Octets
import PINProtocols

/// Holds the PIN ceremonies of a recording again, with keys, tokens and a PIN that were never recorded.
///
/// The player has a key for each recorded one, verifies every proof under the live secrets, and issues tokens of its own.
/// Live bytes have equalled the recorded template when they come here, so every field lies where the template has it.
struct LiveCeremony {
    /// A field that no template can compare, and what is wrong with it.
    struct Fault: Error {
        let path: String
        let problem: String

        init(_ path: String, _ problem: String) {
            self.path = path
            self.problem = problem
        }
    }

    /// A request that waits for its answer.
    struct Question {
        let command: CTAPCommand
        /// The parameters as they came; most are never looked at.
        let parameters: ArraySlice<UInt8>
        var tree: CBORItem? { parameters.isEmpty ? nil : try? CBORItem(parsing: Array(parameters)) }
        var shared: SharedSecret?
        var salts: Secret?
        /// Of `getAssertion` and what `getNextAssertion` goes on with.
        var isAssertion: Bool { command == .getAssertion || command == .getNextAssertion }
    }

    let options: ReplayOptions
    var secrets: ReplaySecrets
    var pins: PINRelation
    var tokens: [PINProtocol: Secret] = [:]
    var questions: [UInt32: Question] = [:]
    /// Which of the device's keys each protocol has told last.
    var told: [PINProtocol: Int] = [:]
    /// The large-blob array as the live host writes it.
    var blobs: [UInt8] = []
    /// How long it will be, as its first fragment said.
    var blobLength: Int?
    private var hostKeys: [Int: AgreementKey] = [:]
    private var deviceKeys: [Int: KeyAgreement] = [:]
    private var agreed: [Agreement: SharedSecret] = [:]

    private struct Agreement: Hashable {
        let host: Int
        let device: Int
        let pinProtocol: PINProtocol
    }

    init(_ options: ReplayOptions) {
        self.options = options
        secrets = ReplaySecrets(seed: options.seed)
        pins = PINRelation(told: options.pin.map(PIN.hash(of:)))
    }

    mutating func deviceKey(_ classNumber: Int) -> KeyAgreement {
        if let key = deviceKeys[classNumber] { return key }
        let key = secrets.deviceKey(classNumber)
        deviceKeys[classNumber] = key
        return key
    }

    /// The secret between the host's live key and the device's key that was told last.
    ///
    /// - Throws: ``Fault`` when the key is no point, or not the same as its class was before, or none was agreed on.
    mutating func agree(
        _ template: MaskedBytes,
        _ live: [UInt8],
        by number: UInt64,
        path: String
    ) throws(Fault) -> SharedSecret {
        guard let x = template.mask(.hostKeyX), let y = template.mask(.hostKeyY), let host = x.classNumber else {
            throw Fault(path, "holds no key agreement")
        }
        let key: AgreementKey
        do throws(PINProtocolError) {
            key = try AgreementKey(x: Array(live[x.range]), y: Array(live[y.range]))
        } catch {
            throw Fault(path, "\(error)")
        }
        if let known = hostKeys[host] {
            guard known == key else { throw Fault(path, "is another key than the host's key \(host) was before") }
        } else if hostKeys.values.contains(key) {
            throw Fault(path, "is a key that was used before, where a new one was recorded")
        }
        hostKeys[host] = key
        guard let pinProtocol = PINProtocol(rawValue: number), let device = told[pinProtocol] else {
            throw Fault(path, "comes before getKeyAgreement was played")
        }
        let agreement = Agreement(host: host, device: device, pinProtocol: pinProtocol)
        if let secret = agreed[agreement] { return secret }
        do throws(PINProtocolError) {
            let secret = try deviceKey(device).sharedSecret(with: key, by: pinProtocol)
            agreed[agreement] = secret
            return secret
        } catch {
            throw Fault(path, "\(error)")
        }
    }
}
