import Foundation

/// The driver folder that pcscd finds: one bundle, the bench's own IFD handler.
struct DriverBundle {
    let library: String
    let models: [ReaderModel]

    /// Writes `TOUCHSTONE.bundle` below `folder`.
    func install(in folder: String) throws(BenchError) {
        let contents = "\(folder)/TOUCHSTONE.bundle/Contents"
        do {
            let files = FileManager.default
            try files.createDirectory(atPath: "\(contents)/Linux", withIntermediateDirectories: true)
            try files.createSymbolicLink(
                atPath: "\(contents)/Linux/libtouchstone-ifd.so",
                withDestinationPath: library
            )
            try propertyList.write(toFile: "\(contents)/Info.plist", atomically: false, encoding: .utf8)
        } catch {
            throw BenchError(.failed, "cannot lay out the driver in \(folder): \(error.localizedDescription)")
        }
    }

    /// pcscd reads this with a scanner of its own, which wants one `<string>` to a line.
    var propertyList: String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <plist version="1.0">
        <dict>
        <key>CFBundleExecutable</key>
        <string>libtouchstone-ifd.so</string>
        <key>CFBundleName</key>
        <string>TOUCHSTONE</string>
        <key>ifdCapabilities</key>
        <string>0x00000000</string>
        <key>ifdVendorID</key>
        \(array(models.map { "0x\($0.vendor.hex)" }))
        <key>ifdProductID</key>
        \(array(models.map { "0x\($0.product.hex)" }))
        <key>ifdFriendlyName</key>
        \(array(models.map(\.friendlyName)))
        </dict>
        </plist>

        """
    }

    private func array(_ values: [String]) -> String {
        (["<array>"] + values.map { "<string>\($0)</string>" } + ["</array>"]).joined(separator: "\n")
    }
}
