import FixtureSupport
import Foundation

/// An edition of the future: the built-in one with Chrome taken from NCRS.
enum LaterEdition {
    static func file(in folder: TemporaryFolder) throws -> String {
        let path = PackageRoot.path + "/Sources/SupportMatrix/Editions/wes-2024-12-20.yaml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
            .replacing("ncrs: [recommended, recommended, retired", with: "ncrs: [recommended, retired, retired")
            .replacing("id: wes-2024-12-20", with: "id: wes-later")
        return try folder.write(text, to: "later.yaml")
    }
}
