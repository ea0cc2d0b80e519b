import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let informationOptions = Self(
        "gi.options",
        "the options can all be true at once",
        clause: .ctap("6.4"),
        needs: [.ctap2],
        because: """
            Each option means something together with others; a platform that believes two that contradict each \
            other fails late.
            """
    ) { key throws(CheckEnd) in
        let information = try key.information()
        guard let options = information.options else {
            throw .notApplicable("getInfo has no options, so each has its default")
        }
        let names = options.map(\.name)
        let has = { (name: String) in information[option: name] != nil }
        let isOn = { (name: String) in information[option: name] == true }
        let rules: [(Bool, String)] = [
            (Set(names).count == names.count, "an option is listed twice"),
            (!isOn("plat"), "plat is on, although the key can be unplugged"),
            (information[option: "up"] != false, "up is off, so the key could tell nobody's touch"),
            (!isOn("pinUvAuthToken") || has("clientPin") || has("uv"), "pinUvAuthToken without clientPin or uv"),
            (!isOn("noMcGaPermissionsWithClientPin") || has("clientPin"), "noMcGaPermissionsWithClientPin without PIN"),
            (!has("bioEnroll") || has("uv"), "bioEnroll without uv"),
            (!has("uvBioEnroll") || has("bioEnroll"), "uvBioEnroll without bioEnroll"),
            (!has("uvAcfg") || isOn("authnrCfg"), "uvAcfg without authnrCfg"),
            (!isOn("setMinPINLength") || isOn("authnrCfg"), "setMinPINLength without authnrCfg"),
            (!isOn("setMinPINLength") || has("clientPin"), "setMinPINLength without clientPin"),
            (!isOn("alwaysUv") || !isOn("makeCredUvNotRqd"), "alwaysUv and makeCredUvNotRqd are both on"),
            (!isOn("credMgmt") || has("clientPin") || has("uv"), "credMgmt without a way to verify the user"),
        ]
        let broken = rules.filter { !$0.0 }.map(\.1)
        try demand(broken.isEmpty, broken.joined(separator: "; "))
    }
}
